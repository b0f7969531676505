/// Applies `body` to every element of a row and stores value and derivative.
///
/// It is inlined with its body into the caller, also where the caller's module is built without
/// whole-module optimisation, and is then one vectorised loop.
///
/// - Precondition: The three rows have the same count.
@inlinable
@inline(__always)
public func mapLanes<Scalar: LaneReal>(
  _ input: Span<Scalar>,
  value: inout MutableSpan<Scalar>,
  derivative: inout MutableSpan<Scalar>,
  _ body: (Scalar) -> (value: Scalar, derivative: Scalar)
) {
  let count = input.count
  precondition(
    value.count == count && derivative.count == count,
    "mapLanes: \(count) inputs, \(value.count) values and \(derivative.count) derivatives differ")
  for index in 0..<count {
    let pair = body(input[index])
    value[index] = pair.value
    derivative[index] = pair.derivative
  }
}
