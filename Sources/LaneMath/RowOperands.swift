/// What an instruction of a program works on: the register written, those read, and its constants.
///
/// The target is none of the registers read. Those that an instruction does not read may be any.
public struct RowOperands<Scalar> {
  /// The register that is written.
  public let target: RowRegister<Scalar>
  /// The first register read.
  public let u: RowRegister<Scalar>
  /// The second register read.
  public let v: RowRegister<Scalar>
  /// The third register read.
  public let w: RowRegister<Scalar>
  /// The fourth register read.
  public let z: RowRegister<Scalar>
  /// The first constant.
  public let a: Scalar
  /// The second constant.
  public let b: Scalar

  /// The operands of one instruction.
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
