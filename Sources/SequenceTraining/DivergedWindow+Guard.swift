import RealModule

/// So many updates in, a network has hardly learnt anything yet.
private let firstUpdates = 3
/// By so many nats the loss of an untrained network stands above ln V, at most.
private let untrainedExcess = 0.5
/// A loss this many times further from the median than neighbouring losses from each other left
/// their ordinary scatter.
private let scatterBound = 3.0

extension DivergedWindow {
  /// Why the loss passed the guard, though everything is finite.
  func guardCause(limit: Double) -> DivergenceCause {
    let losses = history.lastLosses
    let blind = Double.log(Double(pending.architecture.outputSize))
    if losses.count < firstUpdates, optimizerUpdates < firstUpdates,
      pending.loss <= blind + untrainedExcess
    {
      return .guardBelowStart(blind: blind)
    }
    if let scatter, pending.loss - scatter.median <= scatterBound * scatter.step {
      return .tightGuard(
        lowest: losses.min() ?? 0, highest: losses.max() ?? 0, updates: losses.count)
    }
    if let weightGrowth { return weightGrowth }
    // A state may well grow tenfold from zero on; it exploded where it left what it was before.
    if history.lastHiddenNorms.isEmpty || rise(layer: layers.count - 1, before: steps + 1) != nil {
      if let growth = growth(before: steps + 1, below: layers.count) { return growth }
    }
    if let rise = rise(layer: layers.count - 1, before: steps + 1) { return rise }
    // The last of the lowest losses: from there on it rose.
    guard let lowest = losses.min(), let index = losses.lastIndex(of: lowest) else {
      return readout
    }
    return .lossRise(from: lowest, updates: losses.count - index, rate: learningRate)
  }

  /// The median of the last losses, and how far neighbouring ones lay apart: the median too; nil
  /// where there are too few.
  private var scatter: (median: Double, step: Double)? {
    let losses = history.lastLosses
    guard losses.count > firstUpdates else { return nil }
    let steps = zip(losses, losses.dropFirst()).map { abs($1 - $0) }
    return (Self.median(losses), Self.median(steps))
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}
