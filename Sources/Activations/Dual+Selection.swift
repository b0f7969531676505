public import LaneMath

/// `first` where the condition holds, `second` else; both are computed, so that a loop vectorises.
@inlinable
@inline(__always)
public func select<Scalar: LaneReal>(
  _ condition: Bool, _ first: Dual<Scalar>, _ second: Dual<Scalar>
) -> Dual<Scalar> {
  Dual(
    condition ? first.value : second.value,
    derivative: condition ? first.derivative : second.derivative)
}

/// The magnitude of `x`; its derivative at 0 is 0.
@inlinable
@inline(__always)
public func abs<Scalar: LaneReal>(_ x: Dual<Scalar>) -> Dual<Scalar> {
  let signed = x.value < 0 ? -x.derivative : x.derivative
  return Dual(x.value.magnitude, derivative: x.value == 0 ? 0 : signed)
}

/// The greater of two; NaN if either is.
///
/// Equal values take the derivative of smaller magnitude: max(0, x) and max(x, 0) have 0 at 0.
@inlinable
@inline(__always)
public func max<Scalar: LaneReal>(_ x: Dual<Scalar>, _ y: Dual<Scalar>) -> Dual<Scalar> {
  let tied = select(x.derivative.magnitude <= y.derivative.magnitude, x, y)
  let greater = select(x.value > y.value, x, select(x.value == y.value, tied, y))
  return select(x.value != x.value, x, greater)
}

/// The smaller of two; NaN if either is.
///
/// Equal values take the derivative of smaller magnitude: min(6, x) and min(x, 6) have 0 at 6.
@inlinable
@inline(__always)
public func min<Scalar: LaneReal>(_ x: Dual<Scalar>, _ y: Dual<Scalar>) -> Dual<Scalar> {
  let tied = select(x.derivative.magnitude <= y.derivative.magnitude, x, y)
  let smaller = select(x.value < y.value, x, select(x.value == y.value, tied, y))
  return select(x.value != x.value, x, smaller)
}
