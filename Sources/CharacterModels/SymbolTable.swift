/// The token of each symbol, in the form that suits the unit.
enum SymbolTable: Sendable {
  case scalars(ScalarTable)
  /// `tokens` has 256 entries; `values` is the byte of each token.
  case bytes(tokens: [Int32], values: [UInt8])
  case graphemes(GraphemeTable)

  init(wellFormed symbols: [String], unit: TextUnit) {
    switch unit {
    case .scalar:
      var table = ScalarTable()
      for (token, symbol) in symbols.enumerated() {
        for scalar in symbol.unicodeScalars { table[scalar.value] = Int32(token) }
      }
      self = .scalars(table)
    case .byte:
      let values = symbols.compactMap(Self.byte)
      var tokens = [Int32](repeating: ScalarTable.unknown, count: 256)
      for (token, value) in values.enumerated() { tokens[Int(value)] = Int32(token) }
      self = .bytes(tokens: tokens, values: values)
    case .grapheme:
      var table = GraphemeTable()
      for (token, symbol) in symbols.enumerated() { table[symbol] = Int32(token) }
      self = .graphemes(table)
    }
  }

  /// The tokens of a text, `ScalarTable.unknown` for each symbol without one.
  func encode(_ text: String) -> [Int32] {
    switch self {
    case .scalars(let table): table.encode(Array(text.utf8))
    case .bytes(let tokens, _): Array(text.utf8).map { tokens[Int($0)] }
    case .graphemes(let table): table.encode(text)
    }
  }

  /// The byte that a symbol such as `0x0A` stands for.
  static func byte(of symbol: String) -> UInt8? {
    symbol.hasPrefix("0x") ? UInt8(symbol.dropFirst(2), radix: 16) : nil
  }
}
