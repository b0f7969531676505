/// Why a text does not fit a vocabulary, or a list of symbols is none, as one sentence.
public enum VocabularyError: Error, Equatable, Sendable {
  /// A symbol of the text is not in the vocabulary; the position counts symbols from 1.
  case unknownSymbol(symbol: String, position: Int)

  /// A byte of the text is not in the vocabulary; the position counts bytes from 1.
  case unknownByte(byte: UInt8, character: String, position: Int)

  /// The list of symbols is empty.
  case empty

  /// A symbol occurs twice in the list, at these tokens.
  case duplicate(symbol: String, first: Int, second: Int)

  /// A string of the list is not one symbol of the unit.
  case malformed(symbol: String, token: Int, unit: TextUnit)
}

extension VocabularyError: CustomStringConvertible {
  /// One sentence that names the symbol and the remedy.
  public var description: String {
    switch self {
    case .unknownSymbol(let symbol, let position):
      "The text has \(symbol.debugDescription) (\(codePoints(symbol))) at position "
        + "\(position.grouped), which is not in the vocabulary; leave it out, or train on a text "
        + "that has it."
    case .unknownByte(let byte, let character, let position):
      "The text has the byte \(hexadecimal(byte)) (of \(character.debugDescription), "
        + "\(codePoints(character))) at position \(position.grouped), which is not in the "
        + "vocabulary; leave it out, or train on a text that has it."
    case .empty:
      "The vocabulary has no symbols; give the list that was written with the model."
    case .duplicate(let symbol, let first, let second):
      "The vocabulary has \(symbol.debugDescription) (\(codePoints(symbol))) at tokens \(first) and "
        + "\(second); remove one of the two."
    case .malformed(let symbol, let token, let unit):
      "The vocabulary has \(symbol.debugDescription) at token \(token), which is not "
        + "\(Self.form(of: unit)); write it so, or name another unit."
    }
  }

  private static func form(of unit: TextUnit) -> String {
    switch unit {
    case .scalar: "one Unicode scalar"
    case .byte: "a byte in the form 0x0A"
    case .grapheme: "one grapheme"
    }
  }

  /// The code points of a symbol as Unicode writes them: `U+0065 U+0301`.
  private func codePoints(_ symbol: String) -> String {
    symbol.unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }.joined(separator: " ")
  }
}
