/// A block of values and one of derivatives.
public struct RowRegister<Scalar> {
  public let value: UnsafeMutablePointer<Scalar>
  public let derivative: UnsafeMutablePointer<Scalar>

  @inlinable
  public init(value: UnsafeMutablePointer<Scalar>, derivative: UnsafeMutablePointer<Scalar>) {
    self.value = value
    self.derivative = derivative
  }
}
