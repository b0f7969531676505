/// Tokens to train on, and tokens held out from the end of the text.
///
/// Of n tokens and a fraction f, n * f are held out, rounded to the nearest whole number (a half
/// away from zero) but at most n - 1; the others, all of them in front, are for training.
public struct TokenSplit: Equatable, Sendable {
  /// The front of the text.
  public let training: [Int32]

  /// The end of the text.
  public let validation: [Int32]

  /// Splits tokens; a fraction of 0 holds nothing out and copies nothing.
  ///
  /// - Precondition: The fraction is in `0..<1`.
  public init(tokens: [Int32], validationFraction: Double) {
    precondition(
      0 <= validationFraction && validationFraction < 1,
      "the validation fraction \(validationFraction) is not in 0..<1")
    let wanted = Int((Double(tokens.count) * validationFraction).rounded())
    let held = max(0, min(wanted, tokens.count - 1))
    if held == 0 {
      training = tokens
      validation = []
    } else {
      training = Array(tokens.dropLast(held))
      validation = Array(tokens.suffix(held))
    }
  }
}
