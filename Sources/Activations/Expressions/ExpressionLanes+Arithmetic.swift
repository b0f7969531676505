import LaneMath

/// Values and derivatives in a loop each: a loop that writes both of two operands has more pairs of
/// pointers than the compiler is willing to check for overlap, and would not be vectorised.
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

  /// The constant a.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func fill(_ a: Scalar) {
    values { _ in a }
    derivatives { _ in 0 }
  }

  /// u a + b.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func affine(_ u: RowRegister<Scalar>, _ a: Scalar, _ b: Scalar) {
    values { u.value[$0] * a + b }
    derivatives { u.derivative[$0] * a }
  }

  /// (u + b) a.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func shiftedScale(_ u: RowRegister<Scalar>, _ a: Scalar, _ b: Scalar) {
    values { (u.value[$0] + b) * a }
    derivatives { u.derivative[$0] * a }
  }

  /// u / a.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func divide(_ u: RowRegister<Scalar>, by a: Scalar, inverse: Scalar) {
    values { u.value[$0] / a }
    derivatives { u.derivative[$0] * inverse }
  }

  /// a / u.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func divide(_ a: Scalar, by u: RowRegister<Scalar>) {
    let quotient = target.value
    values { a / u.value[$0] }
    derivatives { -(quotient[$0] * u.derivative[$0]) / u.value[$0] }
  }

  /// u + v.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func add(_ u: RowRegister<Scalar>, _ v: RowRegister<Scalar>) {
    values { u.value[$0] + v.value[$0] }
    derivatives { u.derivative[$0] + v.derivative[$0] }
  }

  /// u - v.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func subtract(_ u: RowRegister<Scalar>, _ v: RowRegister<Scalar>) {
    values { u.value[$0] - v.value[$0] }
    derivatives { u.derivative[$0] - v.derivative[$0] }
  }

  /// u v.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func multiply(_ u: RowRegister<Scalar>, _ v: RowRegister<Scalar>) {
    values { u.value[$0] * v.value[$0] }
    derivatives { u.derivative[$0] * v.value[$0] + u.value[$0] * v.derivative[$0] }
  }

  /// u / v.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func divide(_ u: RowRegister<Scalar>, _ v: RowRegister<Scalar>) {
    let quotient = target.value
    values { u.value[$0] / v.value[$0] }
    derivatives { (u.derivative[$0] - quotient[$0] * v.derivative[$0]) / v.value[$0] }
  }

  /// u to the power of the integer n, by products, and n times the power before it.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func integerPower(_ u: RowRegister<Scalar>, _ n: Scalar) {
    switch n {
    case 0: fill(1)
    case 2:
      values { u.value[$0] * u.value[$0] }
      derivatives { (u.value[$0] + u.value[$0]) * u.derivative[$0] }
    case 3:
      values { u.value[$0] * u.value[$0] * u.value[$0] }
      derivatives { (3 * (u.value[$0] * u.value[$0])) * u.derivative[$0] }
    default: longPower(u, n)
    }
  }

  @inline(__always)
  private func longPower(_ u: RowRegister<Scalar>, _ n: Scalar) {
    let value = target.value
    let factors = Int(n.magnitude)
    // Factor by factor for the whole block, so that the loops over the lanes vectorise.
    derivatives { _ in n }
    values { u.value[$0] }
    for _ in 1..<factors {
      let power = target.derivative
      if n > 0 { derivatives { power[$0] * u.value[$0] } }
      values { value[$0] * u.value[$0] }
    }
    if n > 0 {
      let slope = target.derivative
      derivatives { slope[$0] * u.derivative[$0] }
    } else {
      derivatives { n / (value[$0] * u.value[$0]) * u.derivative[$0] }
      values { 1 / value[$0] }
    }
  }
}
