/// The symbols of a text, each with a token from 0 to ``count`` - 1.
///
/// Graphemes are told apart scalar for scalar: `é` written as one scalar and as two are two
/// symbols, so that decoding gives back exactly the text that was encoded.
public struct Vocabulary: Sendable {
  /// What one token stands for.
  public let unit: TextUnit

  /// The symbols in the order of their tokens; bytes are written `0x0A`.
  public let symbols: [String]

  /// The token of each symbol.
  let table: SymbolTable

  /// The number of symbols, V.
  public var count: Int { symbols.count }

  /// The different symbols of a text, sorted by their scalar values.
  ///
  /// - Precondition: The text is not empty.
  public init(of text: String, unit: TextUnit = .scalar) {
    precondition(!text.isEmpty, "a vocabulary of \(unit) symbols needs a text that is not empty")
    self.unit = unit
    switch unit {
    case .scalar:
      let scalars = ScalarTable.distinct(in: Array(text.utf8))
      symbols = scalars.map { String($0) }
    case .byte:
      var isPresent = [Bool](repeating: false, count: 256)
      for byte in Array(text.utf8) { isPresent[Int(byte)] = true }
      symbols = (UInt8.min...UInt8.max).filter { isPresent[Int($0)] }.map(hexadecimal)
    case .grapheme:
      symbols = GraphemeTable.distinct(in: text)
    }
    table = SymbolTable(wellFormed: symbols, unit: unit)
  }

  /// The given symbols, in the given order.
  ///
  /// - Parameters:
  ///   - symbols: One scalar or one grapheme each, or bytes as `0x00` to `0xFF`.
  ///   - unit: What one token stands for.
  /// - Throws: ``VocabularyError`` when there is no symbol, when one occurs twice, or when one is
  ///   not a single symbol of the unit.
  public init(symbols: [String], unit: TextUnit) throws(VocabularyError) {
    guard !symbols.isEmpty else { throw .empty }
    var tokens: [ExactText: Int] = [:]
    for (token, symbol) in symbols.enumerated() {
      guard Self.isWellFormed(symbol, unit) else {
        throw .malformed(symbol: symbol, token: token, unit: unit)
      }
      if let first = tokens.updateValue(token, forKey: ExactText(symbol)) {
        throw .duplicate(symbol: symbol, first: first, second: token)
      }
    }
    self.unit = unit
    self.symbols = symbols
    table = SymbolTable(wellFormed: symbols, unit: unit)
  }

  private static func isWellFormed(_ symbol: String, _ unit: TextUnit) -> Bool {
    switch unit {
    case .scalar: symbol.unicodeScalars.count == 1
    case .byte: SymbolTable.byte(of: symbol).map(hexadecimal) == symbol
    case .grapheme: symbol.count == 1
    }
  }
}

extension Vocabulary: Equatable {
  /// Whether the units and all symbols are the same, scalar for scalar and in the same order.
  public static func == (left: Vocabulary, right: Vocabulary) -> Bool {
    left.unit == right.unit
      && left.symbols.elementsEqual(right.symbols) { ExactText($0) == ExactText($1) }
  }
}
