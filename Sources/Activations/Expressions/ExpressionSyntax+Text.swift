extension ExpressionSyntax {
  /// The expression in the one spelling that is saved: reading it gives the same activation.
  ///
  /// Parentheses stand where they are needed, blanks around operators. Where that would be longer
  /// than an expression may be, it is written without blanks, and is not longer than the original.
  var text: String {
    let spaced = text(isCompact: false)
    return spaced.unicodeScalars.count <= ActivationExpression.longest
      ? spaced : text(isCompact: true)
  }

  /// What is still to be written.
  private enum Piece {
    case node(Int, least: Int)
    case text(String)
  }

  private func text(isCompact: Bool) -> String {
    var text = ""
    // The next piece is the last.
    var pieces: [Piece] = [.node(root, least: ExpressionPrecedence.or)]
    // What a closure repeats can be longer than memory: whatever is too long is long enough.
    while text.utf8.count <= ActivationExpression.longest, let piece = pieces.popLast() {
      switch piece {
      case .text(let words): text += words
      case .node(let index, let least):
        let (precedence, parts) = parts(nodes[index].kind, isCompact: isCompact)
        let isBare = precedence >= least
        if !isBare { pieces.append(.text(")")) }
        pieces.append(contentsOf: parts.reversed())
        if !isBare { pieces.append(.text("(")) }
      }
    }
    return text
  }

  private func parts(_ kind: Kind, isCompact: Bool) -> (precedence: Int, parts: [Piece]) {
    switch kind {
    case .argument: return (ExpressionPrecedence.primary, [.text("x")])
    case .pi: return (ExpressionPrecedence.primary, [.text("pi")])
    case .euler: return (ExpressionPrecedence.primary, [.text("e")])
    case .number(let value, let written):
      let plain = Self.text(of: value)
      let isShorter = isCompact && written.utf8.count < plain.utf8.count
      return (ExpressionPrecedence.primary, [.text(isShorter ? written : plain)])
    case .negative(let operand):
      return (
        ExpressionPrecedence.prefix,
        [.text("-"), .node(operand, least: ExpressionPrecedence.prefix)]
      )
    case .not(let operand):
      return (
        ExpressionPrecedence.prefix,
        [.text("!"), .node(operand, least: ExpressionPrecedence.prefix)]
      )
    case .infix(let infix, let left, let right):
      let isTight = isCompact || infix == .power
      return (
        infix.precedence,
        [
          .node(left, least: infix.leftPrecedence),
          .text(isTight ? infix.rawValue : " \(infix.rawValue) "),
          .node(right, least: infix.rightPrecedence),
        ]
      )
    case .call(let function, let arguments):
      var parts: [Piece] = [.text("\(function.rawValue)(")]
      for (index, argument) in arguments.enumerated() {
        if index > 0 { parts.append(.text(isCompact ? "," : ", ")) }
        parts.append(.node(argument, least: ExpressionPrecedence.or))
      }
      return (ExpressionPrecedence.primary, parts + [.text(")")])
    }
  }

  /// The shortest text of a number, without a fraction of zero.
  private static func text(of value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
