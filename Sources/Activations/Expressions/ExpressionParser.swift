/// Reads an expression by recursive descent; the limit on the depth bounds the recursion.
///
/// From the loosest to the tightest: `or` `||`; `and` `&&`; `not`; one comparison; `+` `-`;
/// `*` `/`; the signs `-` `+` `!`; `^` `**`, from the right.
struct ExpressionParser {
  private var scanner: ExpressionScanner
  private var token = ExpressionToken(kind: .end, offset: 0)
  private var depth = 0
  private var syntax = ExpressionSyntax()

  /// The tree of an expression.
  static func parse(_ scalars: [Unicode.Scalar]) throws(ExpressionError) -> ExpressionSyntax {
    var parser = ExpressionParser(scanner: ExpressionScanner(scalars))
    try parser.advance()
    if parser.token.kind == .end { throw parser.error(.empty) }
    _ = try parser.expression(ExpressionPrecedence.or)
    switch parser.token.kind {
    case .end: return parser.syntax
    case .close: throw parser.error(.unmatchedClosingParenthesis)
    case .comma: throw parser.error(.misplacedComma)
    default: throw parser.error(.expectedOperator)
    }
  }

  private init(scanner: ExpressionScanner) {
    self.scanner = scanner
  }

  private func error(_ problem: ExpressionProblem, at offset: Int? = nil) -> ExpressionError {
    ExpressionError(problem, at: offset ?? token.offset, in: scanner.scalars)
  }

  private mutating func advance() throws(ExpressionError) {
    token = try scanner.next()
  }

  /// One level down; `depth` is taken back by the caller.
  private mutating func descend() throws(ExpressionError) {
    depth += 1
    if depth > ActivationExpression.deepest { throw error(.tooDeep) }
  }

  /// Operands and the operators between them that bind at least as tightly as `least`.
  private mutating func expression(_ least: Int) throws(ExpressionError) -> Int {
    var left = try prefixed(least)
    while case .infix(let infix) = token.kind, infix.precedence >= least {
      let offset = token.offset
      try advance()
      // Only a power's right operand nests: the others come back here.
      if infix == .power { try descend() }
      let right = try expression(infix.rightPrecedence)
      if infix == .power { depth -= 1 }
      left = syntax.append(.infix(infix, left, right), at: offset)
      if infix.precedence == ExpressionPrecedence.comparison, case .infix(let next) = token.kind,
        next.precedence == ExpressionPrecedence.comparison
      {
        throw error(.chainedComparison)
      }
    }
    return left
  }

  /// An operand with the signs before it.
  private mutating func prefixed(_ least: Int) throws(ExpressionError) -> Int {
    let offset = token.offset
    let precedence: Int
    switch token.kind {
    case .infix(.minus), .infix(.plus), .not: precedence = ExpressionPrecedence.prefix
    case .notWord:
      guard least <= ExpressionPrecedence.notWord else { throw error(.misplacedNot) }
      precedence = ExpressionPrecedence.notWord
    default: return try primary()
    }
    let kind = token.kind
    try descend()
    try advance()
    let operand = try expression(precedence)
    depth -= 1
    switch kind {
    case .infix(.plus): return operand
    case .infix: return syntax.append(.negative(operand), at: offset)
    default: return syntax.append(.not(operand), at: offset)
    }
  }

  private mutating func primary() throws(ExpressionError) -> Int {
    let offset = token.offset
    switch token.kind {
    case .number(let value, let text):
      try advance()
      return syntax.append(.number(value, text: text), at: offset)
    case .name(let name):
      try advance()
      return try named(name, at: offset)
    case .open:
      try descend()
      try advance()
      let inner = try expression(ExpressionPrecedence.or)
      if token.kind == .comma { throw error(.misplacedComma) }
      try close(else: .expectedClosingParenthesis)
      return inner
    default: throw error(.expectedOperand)
    }
  }

  private mutating func close(else problem: ExpressionProblem) throws(ExpressionError) {
    guard token.kind == .close else { throw error(problem) }
    depth -= 1
    try advance()
  }

  private mutating func named(_ name: String, at offset: Int) throws(ExpressionError) -> Int {
    let isCall = token.kind == .open
    let values: [String: ExpressionSyntax.Kind] = ["x": .argument, "pi": .pi, "e": .euler]
    if let value = values[name] {
      if isCall { throw error(.notAFunction(name), at: offset) }
      return syntax.append(value, at: offset)
    }
    guard let function = ExpressionFunction(rawValue: name) else {
      throw error(unknown(name, isCall: isCall), at: offset)
    }
    guard isCall else { throw error(.functionWithoutArguments(name)) }
    return try call(function, at: offset)
  }

  private func unknown(_ name: String, isCall: Bool) -> ExpressionProblem {
    guard isCall else { return .unknownName(shortened(name)) }
    if isCatalogueName(name) { return .catalogueName(name) }
    return .unknownFunction(shortened(name), nearest: ExpressionFunction.nearest(to: name))
  }

  private mutating func call(
    _ function: ExpressionFunction, at offset: Int
  ) throws(ExpressionError) -> Int {
    try descend()
    try advance()
    var arguments: [Int] = []
    if token.kind != .close {
      arguments.append(try expression(ExpressionPrecedence.or))
      while token.kind == .comma {
        try advance()
        arguments.append(try expression(ExpressionPrecedence.or))
      }
    }
    let counts = function.argumentCounts
    let mayFollow = arguments.count < counts.upperBound
    try close(else: mayFollow ? .expectedCommaOrClosingParenthesis : .expectedClosingParenthesis)
    guard counts.contains(arguments.count) else {
      throw error(
        .wrongArgumentCount(
          function: function.rawValue, takes: function.signature, found: arguments.count),
        at: offset)
    }
    return syntax.append(.call(function, arguments), at: offset)
  }
}
