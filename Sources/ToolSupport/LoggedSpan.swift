import GradientFlow
import SequenceTraining

/// The updates since the last logged one, the one to be logged included.
struct LoggedSpan {
  private var norms: [Double] = []
  private var clipped = 0

  init() { norms.reserveCapacity(SessionRecords.logInterval) }

  mutating func add(_ step: TrainingStep) {
    norms.append(step.gradientNorm)
    if step.isClipped { clipped += 1 }
  }

  /// The share of updates that were clipped; nil without updates.
  var clipRate: Double? { norms.isEmpty ? nil : Double(clipped) / Double(norms.count) }

  /// The median of the gradient norms.
  var medianNorm: Double? { Quantile.median(norms) }

  /// The largest gradient norm.
  var largestNorm: Double? { norms.max() }
}
