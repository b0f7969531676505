/// What an instruction of a program works on: the register written, those read, and its constants.
///
/// The target is none of the registers read. Those that an instruction does not read may be any.
public struct RowOperands<Scalar> {
  public let target: RowRegister<Scalar>
  public let u: RowRegister<Scalar>
  public let v: RowRegister<Scalar>
  public let w: RowRegister<Scalar>
  public let z: RowRegister<Scalar>
  public let a: Scalar
  public let b: Scalar

  @inlinable
  public init(
    target: RowRegister<Scalar>, u: RowRegister<Scalar>, v: RowRegister<Scalar>,
    w: RowRegister<Scalar>, z: RowRegister<Scalar>, a: Scalar, b: Scalar
  ) {
    self.target = target
    self.u = u
    self.v = v
    self.w = w
    self.z = z
    self.a = a
    self.b = b
  }
}
