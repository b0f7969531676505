/// Why no token can be sampled, as one sentence with the remedy.
public enum SamplerError: Error, Equatable, Sendable {
  /// The temperature is negative or not finite.
  case temperature(Double)

  /// Top-k is less than 1.
  case topK(Int)

  /// Top-p is not above 0 and at most 1.
  case topP(Double)

  /// A logit is infinite or not a number.
  case notFinite(token: Int, value: String, count: Int, vocabularySize: Int)
}

extension SamplerError: CustomStringConvertible {
  /// One sentence that names the value and the remedy.
  public var description: String {
    switch self {
    case .temperature(let value):
      "The temperature \(value) cannot be used; use --temperature with a finite number of at least "
        + "0, where 0 always takes the most probable symbol."
    case .topK(let value):
      "Top-k \(value) leaves nothing to choose from; use --top-k with a whole number of at least 1."
    case .topP(let value):
      "Top-p \(value) is not a share of the probability; use --top-p with a number above 0 and at "
        + "most 1."
    case .notFinite(let token, let value, let count, let vocabularySize):
      "The model has diverged (\(count.grouped) of \(vocabularySize.grouped("logit")) not finite, "
        + "first \(value) for token \(token)); sample from an earlier model, or train again with a "
        + "smaller learning rate or stronger clipping."
    }
  }
}
