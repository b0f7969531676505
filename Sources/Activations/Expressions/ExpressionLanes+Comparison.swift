import LaneMath

extension ExpressionLanes {
  /// 1 where u compares to v as asked, 0 elsewhere.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func compare(
    _ comparison: RowComparison, _ u: RowRegister<Scalar>, _ v: RowRegister<Scalar>
  ) {
    choose(comparison, target.value, u, { v.value[$0] }, { _ in 1 }, { _ in 0 })
    let derivative = target.derivative
    for lane in 0..<count { derivative[lane] = 0 }
  }

  /// v where u compares to a as asked, w elsewhere.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func select(
    _ comparison: RowComparison, _ u: RowRegister<Scalar>, _ a: Scalar,
    _ v: RowRegister<Scalar>, _ w: RowRegister<Scalar>
  ) {
    choose(comparison, target.value, u, { _ in a }, { v.value[$0] }, { w.value[$0] })
    choose(
      comparison, target.derivative, u, { _ in a }, { v.derivative[$0] }, { w.derivative[$0] })
  }

  /// w where u compares to v as asked, z elsewhere.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func select(
    _ comparison: RowComparison, _ u: RowRegister<Scalar>,
    _ v: RowRegister<Scalar>, _ w: RowRegister<Scalar>, _ z: RowRegister<Scalar>
  ) {
    choose(
      comparison, target.value, u, { v.value[$0] }, { w.value[$0] }, { z.value[$0] })
    choose(
      comparison, target.derivative, u, { v.value[$0] }, { w.derivative[$0] },
      { z.derivative[$0] })
  }

  /// One loop per comparison.
  @inline(__always)
  private func choose(
    _ comparison: RowComparison, _ target: UnsafeMutablePointer<Scalar>,
    _ u: RowRegister<Scalar>, _ other: (Int) -> Scalar, _ first: (Int) -> Scalar,
    _ second: (Int) -> Scalar
  ) {
    switch comparison {
    case .less: loop(target, { u.value[$0] < other($0) }, first, second)
    case .lessOrEqual: loop(target, { u.value[$0] <= other($0) }, first, second)
    case .greater: loop(target, { u.value[$0] > other($0) }, first, second)
    case .greaterOrEqual: loop(target, { u.value[$0] >= other($0) }, first, second)
    case .equal: loop(target, { u.value[$0] == other($0) }, first, second)
    case .notEqual: loop(target, { u.value[$0] != other($0) }, first, second)
    }
  }

  @inline(__always)
  private func loop(
    _ target: UnsafeMutablePointer<Scalar>, _ condition: (Int) -> Bool, _ first: (Int) -> Scalar,
    _ second: (Int) -> Scalar
  ) {
    for lane in 0..<count {
      // Both are read whatever the condition, so that the loop vectorises.
      let (one, other) = (first(lane), second(lane))
      target[lane] = condition(lane) ? one : other
    }
  }
}
