/// What is wrong with an expression, and where.
///
/// It prints as one sentence, the expression's line (or an excerpt of it) and a caret under the
/// place.
public struct ExpressionError: Error, Equatable, CustomStringConvertible {
  /// What is wrong there.
  public let problem: ExpressionProblem

  /// How many Unicode scalars of the expression come before the place.
  public let offset: Int

  /// What of the expression is shown, and the column of the place in it; nil for an empty one.
  private let excerpt: ExpressionExcerpt?

  init(_ problem: ExpressionProblem, at offset: Int, in scalars: [Unicode.Scalar]) {
    self.problem = problem
    self.offset = offset
    excerpt = ExpressionExcerpt(around: offset, in: scalars)
  }

  /// The sentence alone, without the expression and the caret.
  public var sentence: String { problem.description }

  /// The sentence, the expression and the caret, on three lines.
  public var description: String {
    guard let excerpt else { return sentence }
    return "\(sentence)\n  \(excerpt.text)\n  "
      + String(repeating: " ", count: excerpt.column) + "^"
  }
}
