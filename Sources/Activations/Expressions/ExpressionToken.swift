/// A word of an expression, with the place of its first scalar.
struct ExpressionToken: Equatable, Sendable {
  /// What kind of word it is.
  enum Kind: Equatable, Sendable {
    case number(Double, text: String)
    case name(String)
    case infix(ExpressionInfix)
    case not
    case notWord
    case open
    case close
    case comma
    case end
  }

  let kind: Kind
  let offset: Int
}
