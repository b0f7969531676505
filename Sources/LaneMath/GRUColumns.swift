/// Where the record of a GRU's row, blocks of H numbers, has what the way back needs.
public struct GRUColumns: Sendable {
  /// The first column of r, the reset gate.
  public let reset: Int
  /// The first column of z, the update gate.
  public let update: Int
  /// The first column of n, the candidate.
  public let candidate: Int
  /// The first column of what the reset gate multiplied.
  public let hiddenPart: Int
  /// The first column of the reset gate's derivatives.
  public let resetSlope: Int
  /// The first column of the update gate's derivatives.
  public let updateSlope: Int
  /// The first column of the candidate's derivatives.
  public let candidateSlope: Int

  /// The columns of a record.
  public init(
    reset: Int, update: Int, candidate: Int, hiddenPart: Int, resetSlope: Int, updateSlope: Int,
    candidateSlope: Int
  ) {
    self.reset = reset
    self.update = update
    self.candidate = candidate
    self.hiddenPart = hiddenPart
    self.resetSlope = resetSlope
    self.updateSlope = updateSlope
    self.candidateSlope = candidateSlope
  }

  /// The columns that a record of H units has at least.
  func width(_ size: Int) -> Int {
    max(reset, update, candidate, hiddenPart, max(resetSlope, updateSlope, candidateSlope)) + size
  }
}
