extension Vocabulary: Codable {
  private enum CodingKeys: String, CodingKey {
    case unit
    case symbols
  }

  /// Reads the unit and the symbols.
  ///
  /// - Throws: A `DecodingError` when one of them is not there, and ``VocabularyError`` when the
  ///   symbols are no vocabulary.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      symbols: container.decode([String].self, forKey: .symbols),
      unit: container.decode(TextUnit.self, forKey: .unit))
  }

  /// Writes the unit and the symbols: `{"unit": "byte", "symbols": ["0x0A", "0x20"]}`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(unit, forKey: .unit)
    try container.encode(symbols, forKey: .symbols)
  }
}
