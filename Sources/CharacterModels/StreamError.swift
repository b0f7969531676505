/// Why tokens cannot be laid out as streams, as one sentence with the remedy.
public enum StreamError: Error, Equatable, Sendable {
  /// There are fewer tokens than one window of all rows needs.
  case tooShort(tokenCount: Int, needed: Int, batchSize: Int, sequenceLength: Int)

  /// A saved position lies outside the streams.
  case noSuchPosition(cursor: TokenStreamCursor, windowsPerEpoch: Int)
}

extension StreamError: CustomStringConvertible {
  /// One sentence that names the numbers and the remedy.
  public var description: String {
    switch self {
    case .tooShort(let tokenCount, let needed, let batchSize, let sequenceLength):
      "The text has \(tokenCount.grouped("token")), but one batch of \(batchSize.grouped("row")) of "
        + "\(sequenceLength.grouped("step")) needs \(needed.grouped); use a smaller --batch-size or "
        + "--sequence-length, or a longer text."
    case .noSuchPosition(let cursor, let windowsPerEpoch):
      "The saved position (epoch \(cursor.epoch.grouped), window \(cursor.window.grouped)) is not in "
        + "a text of \(windowsPerEpoch.grouped("window")) per epoch; resume with the text, batch "
        + "size and sequence length that the run began with."
    }
  }
}
