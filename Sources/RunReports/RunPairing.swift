import RunRecords

/// What runs that are compared have in common: the draws that their weights start from, and the
/// windows of the text that they read.
///
/// Both are the same unless they are what is compared. Draws depend on the seed, the name of a
/// tensor and the place in it, so that weights of other shapes take other draws of the same
/// streams; windows are cut by the batch size and the sequence length.
public struct RunPairing: Equatable, Sendable {
  /// Whether the seed is the same.
  public let sharesSeed: Bool
  /// Whether every tensor has the same shape.
  public let sharesShapes: Bool
  /// Whether every update reads the same characters.
  public let sharesWindows: Bool

  /// Compares runs on the same text.
  public init(_ runs: [RunConfiguration]) {
    func isShared(_ value: (RunConfiguration) -> some Hashable) -> Bool {
      Set(runs.map { AnyHashable(value($0)) }).count <= 1
    }
    sharesSeed = isShared(\.seed)
    sharesShapes = isShared(\.cell.hasGates) && isShared(\.hiddenSize)
    sharesWindows = isShared(\.batchSize) && isShared(\.sequenceLength)
  }

  /// Such as `from the same random draws and on the same windows of the text`.
  public var clause: String {
    let draws =
      !sharesSeed
      ? "from random draws of their own"
      : sharesShapes
        ? "from the same random draws"
        : "from the same random streams, whose draws fill weights of different shapes,"
    let windows =
      sharesWindows ? "on the same windows of the text" : "on windows of the text of their own"
    return "\(draws) and \(windows)"
  }
}
