/// The token of each grapheme: those of one scalar by table, the rest by dictionary.
struct GraphemeTable: Sendable {
  private var single = ScalarTable()
  private var clusters: [ExactText: Int32] = [:]

  subscript(symbol: String) -> Int32 {
    get {
      let scalars = symbol.unicodeScalars
      if let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex {
        return single[first.value]
      }
      return clusters[ExactText(symbol)] ?? ScalarTable.unknown
    }
    set {
      let scalars = symbol.unicodeScalars
      if let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex {
        single[first.value] = newValue
      } else {
        clusters[ExactText(symbol)] = newValue
      }
    }
  }

  /// The tokens of a text, one for each grapheme, `ScalarTable.unknown` where there is none.
  func encode(_ text: String) -> [Int32] {
    var tokens: [Int32] = []
    tokens.reserveCapacity(text.utf8.count)
    for character in text { tokens.append(self[String(character)]) }
    return tokens
  }

  /// The different graphemes of a text, in the order of their scalars.
  static func distinct(in text: String) -> [String] {
    var seen = GraphemeTable()
    var symbols: [ExactText] = []
    for character in text {
      let symbol = String(character)
      guard seen[symbol] == ScalarTable.unknown else { continue }
      seen[symbol] = 0
      symbols.append(ExactText(symbol))
    }
    return symbols.sorted().map(\.string)
  }
}
