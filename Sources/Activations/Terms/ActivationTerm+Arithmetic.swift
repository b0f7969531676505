extension ActivationTerm {
  /// The negative.
  public static prefix func - (operand: ActivationTerm) -> ActivationTerm {
    ActivationTranscript.write([operand]) { .negative($0[0]) }
  }

  /// The sum.
  public static func + (left: ActivationTerm, right: ActivationTerm) -> ActivationTerm {
    infix(.plus, left, right)
  }

  /// The difference.
  public static func - (left: ActivationTerm, right: ActivationTerm) -> ActivationTerm {
    infix(.minus, left, right)
  }

  /// The product.
  public static func * (left: ActivationTerm, right: ActivationTerm) -> ActivationTerm {
    infix(.times, left, right)
  }

  /// The quotient.
  public static func / (left: ActivationTerm, right: ActivationTerm) -> ActivationTerm {
    infix(.over, left, right)
  }

  /// Adds the right operand, in place.
  public static func += (left: inout ActivationTerm, right: ActivationTerm) { left = left + right }

  /// Subtracts the right operand, in place.
  public static func -= (left: inout ActivationTerm, right: ActivationTerm) { left = left - right }

  /// Multiplies by the right operand, in place.
  public static func *= (left: inout ActivationTerm, right: ActivationTerm) { left = left * right }

  /// Divides by the right operand, in place.
  public static func /= (left: inout ActivationTerm, right: ActivationTerm) { left = left / right }

  private static func infix(
    _ operation: ExpressionInfix, _ left: ActivationTerm, _ right: ActivationTerm
  ) -> ActivationTerm {
    ActivationTranscript.write([left, right]) { .infix(operation, $0[0], $0[1]) }
  }
}
