/// What is wrong with the text of an activation.
public enum ActivationError: Error, Equatable, CustomStringConvertible {
  /// No entry of the catalogue has this name.
  case unknownName(String, nearest: [String])

  /// The text is neither `name` nor `name(parameters)`.
  case malformed(String)

  /// More parameters are written than the activation has.
  case tooManyParameters(name: String, expected: [String], found: Int)

  /// A parameter is not a number.
  case notANumber(name: String, parameter: String, text: String)

  /// A parameter is outside its range.
  case outOfRange(name: String, parameter: String, value: Double, mustBePositive: Bool)

  /// The text is no name, and as an expression it cannot be read.
  case badExpression(ExpressionError)

  /// One sentence with the remedy, and for an expression the line and the place in it.
  public var description: String {
    if case .badExpression(let error) = self { return error.description }
    return sentence
  }

  /// One sentence with the remedy.
  public var sentence: String {
    switch self {
    case .badExpression(let error): return error.sentence
    case .unknownName(let name, let nearest):
      let suggestion = nearest.joined(separator: ", ")
      return "unknown activation \"\(name)\": did you mean \(suggestion)?"
        + " `rnn-train --help` lists them all."
    case .malformed(let text):
      return "cannot read the activation \"\(text)\": write a name, or a name with its parameters"
        + " in parentheses such as leaky-relu(0.2)."
    case .tooManyParameters(let name, let expected, let found):
      guard !expected.isEmpty else {
        return "the activation \(name) takes no parameters: write \(name) alone."
      }
      let list = expected.joined(separator: ", ")
      return "the activation \(name) takes (\(list)), but \(found) parameters are written:"
        + " leave the rest out."
    case .notANumber(let name, let parameter, let text):
      return "the parameter \(parameter) of \(name) is \"\(text)\": write a number."
    case .outOfRange(let name, let parameter, let value, let mustBePositive):
      return "the parameter \(parameter) of \(name) is \(value): it must be a number from "
        + (mustBePositive ? "0.000001 to 1000000." : "-1000000 to 1000000.")
    }
  }
}
