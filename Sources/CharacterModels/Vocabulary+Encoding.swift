extension Vocabulary {
  /// The tokens of a text.
  ///
  /// - Throws: ``VocabularyError`` at the first symbol that is not in the vocabulary.
  public func encode(_ text: String) throws(VocabularyError) -> [Int32] {
    let tokens = table.encode(text)
    guard let index = tokens.firstIndex(of: ScalarTable.unknown) else { return tokens }
    throw unknown(at: index, of: text)
  }

  /// The tokens of those symbols of a text that are in the vocabulary, and what was dropped.
  public func encodeKnown(_ text: String) -> PartialEncoding {
    let tokens = table.encode(text)
    let known = tokens.filter { $0 != ScalarTable.unknown }
    guard known.count < tokens.count else {
      return PartialEncoding(tokens: tokens, unknown: [], droppedCount: 0)
    }
    let unknown =
      switch unit {
      case .scalar: Self.unknown(tokens, text.unicodeScalars.lazy.map { String($0) })
      case .byte: Self.unknown(tokens, text.utf8.lazy.map(hexadecimal))
      case .grapheme: Self.unknown(tokens, text.lazy.map { String($0) })
      }
    return PartialEncoding(
      tokens: known, unknown: unknown, droppedCount: tokens.count - known.count)
  }

  /// The text of some tokens; an incomplete or ill-formed byte sequence becomes U+FFFD.
  ///
  /// - Precondition: Each token is in `0..<count`.
  public func decode(_ tokens: [Int32]) -> String {
    var decoder = TextDecoder(self)
    return decoder.decode(tokens) + decoder.flush()
  }

  /// The symbols without a token, each once; there is one symbol for each token.
  private static func unknown(_ tokens: [Int32], _ symbols: some Sequence<String>) -> [String] {
    var seen: Set<ExactText> = []
    var unknown: [String] = []
    for (token, symbol) in zip(tokens, symbols) where token == ScalarTable.unknown {
      if seen.insert(ExactText(symbol)).inserted { unknown.append(symbol) }
    }
    return unknown
  }

  private func unknown(at index: Int, of text: String) -> VocabularyError {
    switch unit {
    case .scalar:
      let scalars = text.unicodeScalars
      let symbol = scalars[scalars.index(scalars.startIndex, offsetBy: index)]
      return .unknownSymbol(symbol: String(symbol), position: index + 1)
    case .byte:
      let position = text.utf8.index(text.utf8.startIndex, offsetBy: index)
      let scalar = text.unicodeScalars[position]
      return .unknownByte(
        byte: text.utf8[position], character: String(scalar), position: index + 1)
    case .grapheme:
      let symbol = text[text.index(text.startIndex, offsetBy: index)]
      return .unknownSymbol(symbol: String(symbol), position: index + 1)
    }
  }
}
