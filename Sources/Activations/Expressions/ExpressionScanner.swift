/// Cuts an expression into words.
struct ExpressionScanner {
  let scalars: [Unicode.Scalar]
  private var offset = 0

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  /// The next word; `end` again and again after the last.
  mutating func next() throws(ExpressionError) -> ExpressionToken {
    while let scalar = peek(0), scalar.properties.isWhitespace { offset += 1 }
    let start = offset
    guard let scalar = peek(0) else { return ExpressionToken(kind: .end, offset: start) }
    let kind: ExpressionToken.Kind
    if isDigit(scalar) || (scalar == "." && isDigit(peek(1))) {
      kind = try number()
    } else if isLetter(scalar) {
      kind = name()
    } else {
      kind = try symbol(scalar)
    }
    return ExpressionToken(kind: kind, offset: start)
  }

  private func peek(_ distance: Int) -> Unicode.Scalar? {
    offset + distance < scalars.count ? scalars[offset + distance] : nil
  }

  private func isDigit(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return ("0"..."9").contains(scalar)
  }

  private func isLetter(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
  }

  private mutating func skipDigits() {
    while isDigit(peek(0)) { offset += 1 }
  }

  /// Digits with a point anywhere, and an exponent if digits follow its letter.
  private mutating func number() throws(ExpressionError) -> ExpressionToken.Kind {
    let start = offset
    skipDigits()
    if peek(0) == "." {
      offset += 1
      skipDigits()
    }
    if peek(0) == "e" || peek(0) == "E" {
      let signed = peek(1) == "+" || peek(1) == "-"
      if isDigit(peek(signed ? 2 : 1)) {
        offset += signed ? 2 : 1
        skipDigits()
      }
    }
    let text = word(from: start).lowercased()
    guard let value = Double(text), value <= Double(Float.greatestFiniteMagnitude) else {
      throw ExpressionError(.numberTooLarge(shortened(text)), at: start, in: scalars)
    }
    return .number(value, text: text)
  }

  private mutating func name() -> ExpressionToken.Kind {
    let start = offset
    while isLetter(peek(0)) || isDigit(peek(0)) { offset += 1 }
    let name = word(from: start).lowercased()
    switch name {
    case "and": return .infix(.and)
    case "or": return .infix(.or)
    case "not": return .notWord
    default: return .name(name)
    }
  }

  private mutating func symbol(
    _ scalar: Unicode.Scalar
  ) throws(ExpressionError) -> ExpressionToken.Kind {
    if let second = peek(1), let infix = Self.pairs["\(scalar)\(second)"] {
      offset += 2
      return .infix(infix)
    }
    let kind: ExpressionToken.Kind
    switch scalar {
    case "(": kind = .open
    case ")": kind = .close
    case ",": kind = .comma
    case "!": kind = .not
    default:
      guard let infix = ExpressionInfix(rawValue: String(scalar)) else {
        throw ExpressionError(
          .unexpectedCharacter(Self.quoted(scalar), remedy: Self.remedies[scalar]), at: offset,
          in: scalars)
      }
      kind = .infix(infix)
    }
    offset += 1
    return kind
  }

  private func word(from start: Int) -> String {
    var word = ""
    word.unicodeScalars.append(contentsOf: scalars[start..<offset])
    return word
  }

  /// The operators of two characters.
  private static let pairs: [String: ExpressionInfix] = [
    "||": .or, "&&": .and, "<=": .lessOrEqual, ">=": .greaterOrEqual, "==": .equal,
    "!=": .notEqual, "**": .power,
  ]

  /// What to write for characters of other languages and of typeset formulas.
  private static let remedies: [Unicode.Scalar: String] = [
    "?": "where(condition, a, b)", ":": "where(condition, a, b)", "|": "abs(x), or || for or",
    "=": "== to compare", "&": "&& or and", "[": "(", "]": ")", "{": "(", "}": ")",
    "\u{2212}": "-", "\u{2013}": "-", "\u{00d7}": "*", "\u{00b7}": "*", "\u{22c5}": "*",
    "\u{00f7}": "/", "\u{00b2}": "^2", "\u{00b3}": "^3", "\u{03c0}": "pi", "\u{2264}": "<=",
    "\u{2265}": ">=", "\u{2260}": "!=", "\u{221a}": "sqrt(...)",
  ]

  /// The character itself if it shows, else its code.
  private static func quoted(_ scalar: Unicode.Scalar) -> String {
    let combines = scalar.properties.canonicalCombiningClass != .notReordered
    guard ExpressionExcerpt.visible(scalar) == scalar, !combines else {
      let code = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
    }
    return String(scalar)
  }
}

/// A word for a message: the start of it if it is long.
func shortened(_ word: String) -> String {
  word.count <= 30 ? word : word.prefix(27) + "..."
}
