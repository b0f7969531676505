/// Weights that double were moved too far.
private let weightGrowthBound = 2.0
/// A gradient that is so many times the median of those before it exploded.
private let explosionBound = 10.0
/// Fewer norms do not tell what is ordinary.
private let fewestNorms = 3

extension DivergedWindow {
  /// What moved the weights too far within the history; nil where nothing did.
  ///
  /// A single gradient that exploded comes first: updates are too large only where gradients were
  /// ordinary.
  var weightGrowth: DivergenceCause? { explodedGradient ?? largeUpdates }

  /// The weights moved too far within the history: the shortest stretch that tells it.
  private var largeUpdates: DivergenceCause? {
    let norms = history.lastWeightNorms
    guard let index = norms.lastIndex(where: { weightNorm / $0 > weightGrowthBound })
    else { return nil }
    return .largeUpdates(from: norms[index], to: weightNorm, updates: norms.count - index)
  }

  /// The first update that at least doubled the weights was made of a gradient far larger than
  /// those before it, whole.
  ///
  /// Weights that had doubled before it were moved by ordinary gradients already; that is no matter
  /// of one gradient.
  private var explodedGradient: DivergenceCause? {
    // A memory of squares bounds the step that any gradient can make.
    guard case .sgd = configuration.optimizer else { return nil }
    var weights = history.lastWeightNorms + [weightNorm]
    var gradients = history.lastGradientNorms
    var factors = history.lastClippingFactors
    if kind == .updated {
      // This window's own update, which is not in the history, left no finite weights.
      weights.append(.infinity)
      gradients.append(pending.gradientNorm)
      factors.append(configuration.clipping.factor(norm: pending.gradientNorm))
    }
    let jump = gradients.indices.first { weights[$0 + 1] / weights[$0] > weightGrowthBound }
    guard let jump, jump >= fewestNorms,
      weights[..<jump].allSatisfy({ weights[jump] / $0 <= weightGrowthBound })
    else { return nil }
    let (norm, median) = (gradients[jump], Self.median(Array(gradients[..<jump])))
    // No element of a gradient is larger than its norm.
    let isWhole = factors[jump] == 1 && norm <= configuration.clipping.elementLimit
    guard isWhole, norm > explosionBound * median else { return nil }
    return .explodedGradient(
      norm: norm, median: median,
      update: jump < history.lastNumbers.count ? history.lastNumbers[jump] : pending.number)
  }
}
