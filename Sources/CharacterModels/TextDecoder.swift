/// Turns tokens into pieces of text as they come, and never breaks a character's bytes.
///
/// Of bytes it holds an incomplete UTF-8 sequence back until it is complete; an ill-formed one
/// becomes U+FFFD, just as in `String(decoding:as:)`. Scalars, combining marks among them, and
/// graphemes are given out at once.
public struct TextDecoder: Sendable {
  private let vocabulary: Vocabulary
  private var assembler = UTF8Assembler()

  /// A decoder for the tokens of a vocabulary.
  public init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  /// The text that one more token completes, which is empty inside a multi-byte character.
  ///
  /// - Precondition: The token is in `0..<vocabulary.count`.
  public mutating func decode(_ token: Int32) -> String {
    var bytes: [UInt8] = []
    append(token, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text that some more tokens complete.
  ///
  /// - Precondition: Each token is in `0..<vocabulary.count`.
  public mutating func decode(_ tokens: [Int32]) -> String {
    var bytes: [UInt8] = []
    for token in tokens { append(token, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The end of the text: U+FFFD for bytes that never became a character, else nothing.
  ///
  /// The decoder is then as new.
  public mutating func flush() -> String {
    var bytes: [UInt8] = []
    assembler.flush(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func append(_ token: Int32, to bytes: inout [UInt8]) {
    precondition(
      0 <= token && Int(token) < vocabulary.count,
      "token \(token) is not in a vocabulary of \(vocabulary.count) symbols")
    if case .bytes(_, let values) = vocabulary.table {
      _ = assembler.push(values[Int(token)], to: &bytes)
    } else {
      bytes.append(contentsOf: vocabulary.symbols[Int(token)].utf8)
    }
  }
}
