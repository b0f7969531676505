/// Which text a run read.
public struct CorpusRecord: Codable, Equatable, Sendable {
  /// The path as given, `standard input`, or the name of a bundled text.
  public var name: String
  /// The bytes as given.
  public var bytes: Int
  /// FNV-1a 64 of the bytes as given.
  public var checksum: String
  /// How many tokens the text has.
  public var tokens: Int
  /// V: how many different ones.
  public var vocabularySize: Int

  /// Gathers what is known of a text.
  public init(name: String, bytes: Int, checksum: String, tokens: Int, vocabularySize: Int) {
    self.name = name
    self.bytes = bytes
    self.checksum = checksum
    self.tokens = tokens
    self.vocabularySize = vocabularySize
  }
}
