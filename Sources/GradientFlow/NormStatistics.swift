/// The gradient norms of a run of updates, before clipping, and how many were clipped.
///
/// A clip rate above 20 % says that clipping acts as a step size; a maximum above 100 medians, that
/// there are cliffs. Clipping before Adam hides spikes from its second moment, so look at the norm
/// before clipping.
public struct NormStatistics: Sendable, Equatable {
  private var norms: [Double] = []
  private var clippedCount = 0
  /// How many norms were not finite; they are in no other number.
  public private(set) var nonFiniteCount = 0

  /// Starts without norms.
  public init() {}

  /// Takes one update's norm before clipping.
  public mutating func add(_ norm: Double, isClipped: Bool) {
    guard norm.isFinite else {
      nonFiniteCount += 1
      return
    }
    norms.append(norm)
    if isClipped { clippedCount += 1 }
  }

  /// How many finite norms there are.
  public var count: Int { norms.count }

  /// The share of updates that were clipped; nil without updates.
  public var clipRate: Double? {
    norms.isEmpty ? nil : Double(clippedCount) / Double(norms.count)
  }

  /// The median norm; nil without norms.
  public var median: Double? { Quantile.median(norms) }

  /// The norm that 1 % of the updates pass; nil without norms.
  public var percentile99: Double? { norms.isEmpty ? nil : Quantile.of(norms, 0.99) }

  /// The largest norm; nil without norms.
  public var maximum: Double? { norms.max() }

  /// Forgets all norms; keeps the memory.
  public mutating func restart() {
    norms.removeAll(keepingCapacity: true)
    (clippedCount, nonFiniteCount) = (0, 0)
  }
}
