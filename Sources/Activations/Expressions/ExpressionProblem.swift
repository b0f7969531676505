/// What can be wrong with an expression.
public enum ExpressionProblem: Equatable, Sendable, CustomStringConvertible {
  /// There is nothing to read.
  case empty

  /// More characters than are read.
  case tooLong

  /// Parentheses, calls, signs or powers within each other beyond the limit.
  case tooDeep

  /// A character that no expression has, with what to write for it if that is known.
  case unexpectedCharacter(String, remedy: String?)

  /// A number beyond the range of `Float`.
  case numberTooLarge(String)

  /// A name that is neither x nor a constant.
  case unknownName(String)

  /// A call of something that is no function, with the functions nearest by spelling.
  case unknownFunction(String, nearest: [String])

  /// A call of an activation of the catalogue that is no function here.
  case catalogueName(String)

  /// A function's name without its arguments.
  case functionWithoutArguments(String)

  /// A call of x or of a number.
  case notAFunction(String)

  /// A function with another number of arguments than it takes.
  case wrongArgumentCount(function: String, takes: String, found: Int)

  /// An operator, or the end, where something to compute with should be.
  case expectedOperand

  /// Something to compute with where an operator should be.
  case expectedOperator

  /// An opening parenthesis without its closing one.
  case expectedClosingParenthesis

  /// The same, where another argument may follow.
  case expectedCommaOrClosingParenthesis

  /// A closing parenthesis without its opening one.
  case unmatchedClosingParenthesis

  /// A comma that is not between the arguments of a function.
  case misplacedComma

  /// A second comparison after a first.
  case chainedComparison

  /// `not` as an operand of something that binds more tightly.
  case misplacedNot

  /// A part without x whose value is infinite or no number.
  case notFinite(Double)

  /// One sentence with the remedy.
  public var description: String {
    switch self {
    case .empty: "the expression is empty: write a function of x, such as x / (1 + abs(x))."
    case .tooLong:
      "the expression is too long: at most \(ActivationExpression.longest) characters are read."
    case .tooDeep:
      "the expression is nested too deeply: at most \(ActivationExpression.deepest) levels of"
        + " parentheses, calls, signs and powers are read."
    case .unexpectedCharacter(let character, let remedy?):
      "unexpected character \(character): write \(remedy)."
    case .unexpectedCharacter(let character, nil): "unexpected character \(character)."
    case .numberTooLarge(let text):
      "the number \(text) is too large: write one of at most 3.4e38."
    case .unknownName(let name): "unknown name \(name): the argument is x."
    case .unknownFunction(let name, let nearest):
      nearest.isEmpty
        ? "unknown function \(name): choose from \(ExpressionFunction.list)."
        : "unknown function \(name): did you mean \(nearest.joined(separator: " or "))?"
    case .catalogueName(let name):
      "\(name) is an activation of the catalogue and no function of expressions: write"
        + " \(name) alone, or spell its formula out."
    case .functionWithoutArguments(let name):
      "expected an opening parenthesis after \(name): it is a function, written \(name)(...)."
    case .notAFunction(let name):
      "\(name) is not a function: multiplication is written with *."
    case .wrongArgumentCount(let function, let takes, let found):
      "\(function) takes \(takes), but \(found) \(found == 1 ? "is" : "are") written."
    case .expectedOperand: "expected a number, x, a function or an opening parenthesis."
    case .expectedOperator:
      "expected an operator or the end: multiplication is written with *."
    case .expectedClosingParenthesis: "expected a closing parenthesis."
    case .expectedCommaOrClosingParenthesis: "expected a comma or a closing parenthesis."
    case .unmatchedClosingParenthesis:
      "unexpected closing parenthesis: none is open, leave it out."
    case .misplacedComma:
      "unexpected comma: it separates the arguments of a function, and decimals take a point."
    case .chainedComparison:
      "comparisons do not chain: join two with and, such as -1 < x and x < 1."
    case .misplacedNot: "put not and its operand in parentheses here."
    case .notFinite(let value):
      "this part does not depend on x and its value is \(value): make it a finite number."
    }
  }
}
