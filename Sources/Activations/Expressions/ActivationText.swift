/// Tells whether a text that the catalogue did not take is meant as a name or as an expression.
struct ActivationText {
  /// Whether it is a name, or a name with numbers in parentheses, rather than an expression.
  let isName: Bool

  /// Looks at the form of a text.
  init(_ text: String) {
    let open = text.firstIndex(of: "(")
    let name = text[..<(open ?? text.endIndex)]
    let words = name.split { $0.isWhitespace || $0 == "-" || $0 == "_" }.map { $0.lowercased() }
    guard let first = words.first, words.allSatisfy(Self.isWord) else {
      // Nothing at all is no expression either.
      isName = text.allSatisfy(\.isWhitespace)
      return
    }
    let isFunction = words.count == 1 && ExpressionFunction(rawValue: first) != nil
    guard let open else {
      isName = !isFunction && !words.contains { ["x", "e", "pi"].contains($0) }
      return
    }
    let list = text[text.index(after: open)...]
    if isFunction {
      // tanh(2) is the catalogue's to answer, max(1, 2) is not.
      isName = isCatalogueName(first) && Self.isNumbers(list)
    } else {
      isName = Self.isNumbers(list) || (isCatalogueName(name) && Self.isOneCall(list))
    }
  }

  private static func isWord(_ word: String) -> Bool {
    guard let first = word.first, first.isASCII, first.isLetter else { return false }
    return word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  /// Whether nothing but numbers and the closing parenthesis follows.
  private static func isNumbers(_ list: Substring) -> Bool {
    let inside = list.last == ")" ? list.dropLast() : list
    return inside.split(separator: ",").allSatisfy { part in
      Double(part.filter { !$0.isWhitespace }) != nil
    }
  }

  /// Whether the one closing parenthesis, if there is any, ends the text.
  private static func isOneCall(_ list: Substring) -> Bool {
    !list.contains("(") && !list.dropLast().contains(")")
  }
}
