/// An operator between two operands.
enum ExpressionInfix: String, Sendable {
  case or = "||"
  case and = "&&"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
  case power = "^"

  /// How tightly it binds; see `ExpressionPrecedence`.
  var precedence: Int {
    switch self {
    case .or: ExpressionPrecedence.or
    case .and: ExpressionPrecedence.and
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      ExpressionPrecedence.comparison
    case .plus, .minus: ExpressionPrecedence.sum
    case .times, .over: ExpressionPrecedence.product
    case .power: ExpressionPrecedence.power
    }
  }

  /// The least precedence of a left operand without parentheses.
  var leftPrecedence: Int {
    switch precedence {
    case ExpressionPrecedence.comparison: ExpressionPrecedence.sum
    case ExpressionPrecedence.power: ExpressionPrecedence.primary
    default: precedence
    }
  }

  /// The least precedence of a right operand without parentheses.
  ///
  /// A power takes a signed one: 2^-x. What follows in it is again a power: 2^3^x is 2^(3^x).
  var rightPrecedence: Int {
    self == .power ? ExpressionPrecedence.prefix : precedence + 1
  }
}

/// How tightly the parts of an expression bind, loosest first.
enum ExpressionPrecedence {
  static let or = 1
  static let and = 2
  static let notWord = 3
  static let comparison = 4
  static let sum = 5
  static let product = 6
  static let prefix = 7
  static let power = 8
  static let primary = 9
}
