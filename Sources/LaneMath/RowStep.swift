/// An instruction of a program, with the registers of a table that it writes and reads.
///
/// The target is none of the registers read. Those that the instruction does not read may be any.
public struct RowStep<Scalar: Sendable>: Sendable {
  /// What is computed.
  public let instruction: RowInstruction
  /// The register that is written.
  public var target = 0
  /// The first register read.
  public var u = 0
  /// The second register read.
  public var v = 0
  /// The third register read.
  public var w = 0
  /// The fourth register read.
  public var z = 0
  /// The first constant.
  public var a: Scalar
  /// The second constant.
  public var b: Scalar

  /// An instruction with its constants; all registers are the first of the table.
  public init(_ instruction: RowInstruction, a: Scalar, b: Scalar) {
    self.instruction = instruction
    self.a = a
    self.b = b
  }
}

/// Runs steps, one after another, over the first lanes of the registers in a table.
public typealias RowProgram<Scalar> =
  @Sendable (_ table: UnsafeMutablePointer<RowRegister<Scalar>>, _ count: Int) -> Void
