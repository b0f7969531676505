/// Where the row of a register of a ``RowProgram`` lies.
///
/// Its layout is that of two pointers in C.
@frozen
public struct RowMemory<Scalar> {
  /// The values; nil asks for room that is the program's own while it runs.
  public let value: UnsafeMutablePointer<Scalar>?
  /// Their derivatives by x; nil with values is 1, as of x itself.
  public let derivative: UnsafeMutablePointer<Scalar>?

  /// A row of values and one of derivatives.
  @inlinable
  public init(value: UnsafeMutablePointer<Scalar>?, derivative: UnsafeMutablePointer<Scalar>?) {
    self.value = value
    self.derivative = derivative
  }

  /// Room that a program needs on its way.
  @inlinable
  public static var lent: RowMemory { RowMemory(value: nil, derivative: nil) }
}
