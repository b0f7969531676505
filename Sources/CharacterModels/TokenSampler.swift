import Foundation
import LaneMath

/// Chooses a token from logits and a uniform number, and holds no state.
///
/// With logits x of V tokens and temperature τ, the weight of token i is
/// w_i = exp((x_i - max x) / τ), in Double and to a unit in the last place. Top-k sets all but the
/// k greatest weights to zero; of what is left, top-p keeps the smallest set of greatest weights
/// whose share of the sum reaches p, which is at least one token. Of equal logits the lower token
/// comes first, so that exactly k tokens stay and `topK: 1` is the greedy choice. The token is then
/// the first i with w_0 + ... + w_i > u * (w_0 + ... + w_(V-1)), where u is the uniform number.
///
/// The order of the two filters and the rule of top-p are those of Hugging Face's transformers,
/// which keeps more than k tokens where logits are equal.
public struct TokenSampler: Equatable, Sendable {
  /// What logits are divided by; 0 takes the greatest, and of equal ones the lowest token.
  public let temperature: Double

  /// How many tokens may be chosen at most, or nil for all.
  public let topK: Int?

  /// The share of the probability that the tokens to choose from must reach, or nil for all.
  public let topP: Double?

  /// Temperature 1, and every token may be chosen: the network's own distribution.
  public static let plain = TokenSampler()

  private init() {
    temperature = 1
    topK = nil
    topP = nil
  }

  /// A sampler with its settings.
  ///
  /// - Throws: ``SamplerError`` unless the temperature is finite and at least 0, top-k at least 1,
  ///   and top-p above 0 and at most 1.
  public init(
    temperature: Double = 1, topK: Int? = nil, topP: Double? = nil
  ) throws(SamplerError) {
    guard temperature >= 0, temperature.isFinite else { throw .temperature(temperature) }
    if let topK, topK < 1 { throw .topK(topK) }
    if let topP, !(topP > 0 && topP <= 1) { throw .topP(topP) }
    self.temperature = temperature
    self.topK = topK
    self.topP = topP
  }

  /// The token for a uniform number; allocates its working memory.
  ///
  /// - Precondition: There is a logit, and the uniform number is in `0..<1`.
  /// - Throws: ``SamplerError`` when a logit is not finite.
  public func choose<Scalar: BinaryFloatingPoint>(
    from logits: [Scalar], uniform: Double
  ) throws(SamplerError) -> Int {
    var scratch = SamplerScratch()
    // Swift 6.3.1 takes an unspecialized generic function that reads an array through its span
    // for one that does not read it, and drops the stores of a caller's array literal.
    return try withExtendedLifetime(logits) { () throws(SamplerError) in
      try choose(from: logits.span, uniform: uniform, scratch: &scratch)
    }
  }

  /// The token for a uniform number; allocates only when V differs from the call before.
  ///
  /// - Parameters:
  ///   - logits: One for each token, [V].
  ///   - uniform: A number u, from which all randomness comes.
  ///   - scratch: Working memory, whose content does not matter.
  /// - Precondition: There is a logit, and the uniform number is in `0..<1`.
  /// - Throws: ``SamplerError`` when a logit is not finite.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func choose<Scalar: BinaryFloatingPoint>(
    from logits: Span<Scalar>, uniform: Double, scratch: inout SamplerScratch
  ) throws(SamplerError) -> Int {
    precondition(0 <= uniform && uniform < 1, "the uniform number \(uniform) is not in 0..<1")
    try weigh(logits, &scratch)
    return Self.pick(uniform, scratch.weights, sums: &scratch.sums)
  }

  /// The probability with which each token is chosen, [V].
  ///
  /// - Precondition: There is a logit.
  /// - Throws: ``SamplerError`` when a logit is not finite.
  public func probabilities<Scalar: BinaryFloatingPoint>(
    from logits: [Scalar]
  ) throws(SamplerError) -> [Double] {
    var scratch = SamplerScratch()
    // For the same reason as above.
    try withExtendedLifetime(logits) { () throws(SamplerError) in
      try weigh(logits.span, &scratch)
    }
    let total = scratch.weights.reduce(0, +)
    return scratch.weights.map { $0 / total }
  }

  /// Fills the weights of the tokens that may be chosen.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func weigh<Scalar: BinaryFloatingPoint>(
    _ logits: Span<Scalar>, _ scratch: inout SamplerScratch
  ) throws(SamplerError) {
    precondition(!logits.isEmpty, "there are \(logits.count) logits to choose from")
    scratch.resize(logits.count)
    Self.copy(logits, into: &scratch.scores)
    let isFinite =
      temperature == 0
      ? Self.weighGreatest(of: scratch.scores, into: &scratch.weights)
      : exponentiate(&scratch.scores, into: &scratch.weights)
    guard isFinite else { throw Self.notFinite(logits) }
    if temperature > 0 { truncate(&scratch) }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func copy<Scalar: BinaryFloatingPoint>(
    _ logits: Span<Scalar>, into list: inout [Double]
  ) {
    var scores = list.mutableSpan
    for token in logits.indices { scores[token] = Double(logits[token]) }
  }

  /// The first of the greatest logits, and whether all are finite.
  private static func greatest(_ logits: Span<Double>) -> (token: Int, isFinite: Bool) {
    var (best, greatest) = (0, -Double.infinity)
    var isFinite = true
    for token in logits.indices {
      isFinite = isFinite && logits[token].isFinite
      if logits[token] > greatest { (best, greatest) = (token, logits[token]) }
    }
    return (best, isFinite)
  }

  /// Gives the greatest logit all the weight.
  ///
  /// - Returns: whether all logits are finite.
  private static func weighGreatest(of scores: [Double], into weightList: inout [Double]) -> Bool {
    let (best, isFinite) = greatest(scores.span)
    var weights = weightList.mutableSpan
    for token in weights.indices { weights[token] = token == best ? 1 : 0 }
    return isFinite
  }

  /// Turns logits into scores, and gives their exponentials.
  ///
  /// - Returns: whether all logits are finite.
  private func exponentiate(
    _ scoreList: inout [Double], into weightList: inout [Double]
  ) -> Bool {
    var scores = scoreList.mutableSpan
    var weights = weightList.mutableSpan
    if let largest = Double.weigh(&scores, temperature: temperature, into: &weights) {
      return largest.isFinite
    }
    let (best, isFinite) = Self.greatest(scores.span)
    let greatest = scores[best]
    for token in scores.indices {
      let score = (scores[token] - greatest) / temperature
      scores[token] = score
      weights[token] = exp(score)
    }
    return isFinite
  }

  /// Sets the weights that top-k and top-p leave out to zero.
  private func truncate(_ scratch: inout SamplerScratch) {
    let count = scratch.weights.count
    let limit = min(topK ?? count, count)
    let share = topP ?? 1
    guard limit < count || share < 1 else { return }
    scratch.heapify()

    // The remaining heap in front is what top-k leaves out; the best token is at the very end.
    var total = 0.0
    if limit < count {
      for taken in 0..<limit { total += scratch.weights[scratch.takeBest(from: count - taken)] }
      for token in scratch.order.prefix(count - limit) { scratch.weights[Int(token)] = 0 }
    } else {
      for weight in scratch.weights { total += weight }
    }
    guard share < 1 else { return }

    var cumulative = 0.0
    var kept = 0
    repeat {
      let heapCount = count - kept
      let token =
        limit < count ? Int(scratch.order[heapCount - 1]) : scratch.takeBest(from: heapCount)
      cumulative += scratch.weights[token]
      kept += 1
    } while kept < limit && cumulative < share * total
    for token in scratch.order.prefix(count - kept) { scratch.weights[Int(token)] = 0 }
  }

  private static func pick(
    _ uniform: Double, _ weightList: [Double], sums sumList: inout [Double]
  ) -> Int {
    let weights = weightList.span
    var sums = sumList.mutableSpan
    var total = 0.0
    for token in weights.indices {
      total += weights[token]
      sums[token] = total
    }
    // Sums rise: as many as do not exceed the threshold come before the token. A count needs no
    // branch that nobody can foretell.
    let threshold = uniform * total
    var token = 0
    for index in sums.indices { token += sums[index] > threshold ? 0 : 1 }
    if token < weights.count { return token }
    // Should u * total round up to the total: the last that may be chosen.
    repeat { token -= 1 } while weights[token] == 0
    return token
  }

  private static func notFinite<Scalar: BinaryFloatingPoint>(
    _ logits: Span<Scalar>
  ) -> SamplerError {
    var (first, count) = (0, 0)
    for token in logits.indices.reversed() where !logits[token].isFinite {
      first = token
      count += 1
    }
    return .notFinite(
      token: first, value: "\(logits[first])", count: count, vocabularySize: logits.count)
  }
}
