/// A block of values and one of derivatives.
///
/// Its layout is that of two pointers in C.
@frozen
public struct RowRegister<Scalar> {
  /// The values, one for each lane.
  public let value: UnsafeMutablePointer<Scalar>
  /// Their derivatives by x.
  public let derivative: UnsafeMutablePointer<Scalar>

  /// A register of two blocks of the same count.
  @inlinable
  public init(value: UnsafeMutablePointer<Scalar>, derivative: UnsafeMutablePointer<Scalar>) {
    self.value = value
    self.derivative = derivative
  }
}
