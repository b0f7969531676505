/// What ``Vocabulary/encodeKnown(_:)`` made of a text.
public struct PartialEncoding: Equatable, Sendable {
  /// The tokens of the symbols that are in the vocabulary.
  public let tokens: [Int32]

  /// The symbols that are not, each once, in the order in which they first occur.
  public let unknown: [String]

  /// How many symbols of the text were dropped.
  public let droppedCount: Int
}
