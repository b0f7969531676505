import LaneMath

extension ExpressionLanes {
  @inline(__always)
  private func values(_ body: (Int) -> Scalar) {
    let value = target.value
    for lane in 0..<count { value[lane] = body(lane) }
  }

  @inline(__always)
  private func derivatives(_ body: (Int) -> Scalar) {
    let derivative = target.derivative
    for lane in 0..<count { derivative[lane] = body(lane) }
  }

  /// |u|, with derivative 0 at 0.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func absolute(_ u: RowRegister<Scalar>) {
    values { u.value[$0].magnitude }
    derivatives { lane in
      let (x, slope) = (u.value[lane], u.derivative[lane])
      let signed = x < 0 ? -slope : slope
      return x == 0 ? 0 : signed
    }
  }

  /// -1, 0 or 1, with derivative 0; NaN stays.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func sign(_ u: RowRegister<Scalar>) {
    values { lane in
      let x = u.value[lane]
      let negative = x < 0 ? -1 : x
      return x > 0 ? 1 : negative
    }
    derivatives { _ in 0 }
  }

  /// min(u, a); at the corner the derivative is 0, as of `Dual`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func minimum(_ u: RowRegister<Scalar>, _ a: Scalar) {
    values { lane in
      let x = u.value[lane]
      return x >= a ? a : x
    }
    derivatives { lane in
      let (x, slope) = (u.value[lane], u.derivative[lane])
      return x >= a ? 0 : slope
    }
  }

  /// max(u, a); at the corner the derivative is 0, as of `Dual`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func maximum(_ u: RowRegister<Scalar>, _ a: Scalar) {
    values { lane in
      let x = u.value[lane]
      return x <= a ? a : x
    }
    derivatives { lane in
      let (x, slope) = (u.value[lane], u.derivative[lane])
      return x <= a ? 0 : slope
    }
  }

  /// min(u, v), with the conventions of `Dual`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func minimum(_ u: RowRegister<Scalar>, _ v: RowRegister<Scalar>) {
    values { lane in
      let (x, y) = (u.value[lane], v.value[lane])
      let chosen = x < y ? x : y
      return x != x ? x : chosen
    }
    derivatives { lane in
      let (x, y) = (u.value[lane], v.value[lane])
      let (dx, dy) = (u.derivative[lane], v.derivative[lane])
      let tied = dx.magnitude <= dy.magnitude ? dx : dy
      let other = x == y ? tied : dy
      let slope = x < y ? dx : other
      return x != x ? dx : slope
    }
  }

  /// max(u, v), with the conventions of `Dual`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func maximum(_ u: RowRegister<Scalar>, _ v: RowRegister<Scalar>) {
    values { lane in
      let (x, y) = (u.value[lane], v.value[lane])
      let chosen = x > y ? x : y
      return x != x ? x : chosen
    }
    derivatives { lane in
      let (x, y) = (u.value[lane], v.value[lane])
      let (dx, dy) = (u.derivative[lane], v.derivative[lane])
      let tied = dx.magnitude <= dy.magnitude ? dx : dy
      let other = x == y ? tied : dy
      let slope = x > y ? dx : other
      return x != x ? dx : slope
    }
  }

  /// 1 where u is 0, 0 elsewhere.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func not(_ u: RowRegister<Scalar>) {
    values { u.value[$0] == 0 ? 1 : 0 }
    derivatives { _ in 0 }
  }

  /// 1 where neither is 0, 0 elsewhere.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func and(_ u: RowRegister<Scalar>, _ v: RowRegister<Scalar>) {
    values { lane in
      let (x, y) = (u.value[lane], v.value[lane])
      let second: Scalar = y == 0 ? 0 : 1
      return x == 0 ? 0 : second
    }
    derivatives { _ in 0 }
  }

  /// 0 where both are 0, 1 elsewhere.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func or(_ u: RowRegister<Scalar>, _ v: RowRegister<Scalar>) {
    values { lane in
      let (x, y) = (u.value[lane], v.value[lane])
      let second: Scalar = y == 0 ? 0 : 1
      return x == 0 ? second : 1
    }
    derivatives { _ in 0 }
  }

  /// x where x is NaN, u elsewhere.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func keepNaN(of x: RowRegister<Scalar>, _ u: RowRegister<Scalar>) {
    values { lane in
      let (input, found) = (x.value[lane], u.value[lane])
      return input == input ? found : input
    }
    derivatives { lane in
      let (input, found) = (x.value[lane], u.derivative[lane])
      return input == input ? found : input
    }
  }
}
