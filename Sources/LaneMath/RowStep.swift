/// An instruction of a program over rows, with the registers that it writes and reads.
///
/// The target is none of the registers read. Those that the instruction does not read are 0.
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
  public let a: Scalar
  /// The second constant.
  public let b: Scalar

  /// The registers that are read, and 0 for those that the instruction has no use for.
  public var registersRead: [Int] { [u, v, w, z] }

  /// An instruction with its constants; all registers are the first.
  public init(_ instruction: RowInstruction, a: Scalar, b: Scalar) {
    self.instruction = instruction
    self.a = a
    self.b = b
  }
}
