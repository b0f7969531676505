import LaneMath

/// The gradient norms of the last updates, before clipping, in the order of size: quantiles that
/// cost next to nothing at every update.
public struct RecentNorms: Sendable, Equatable {
  /// How many norms are kept.
  public let capacity: Int
  /// From `oldest` on in the order in which they came, and in the order of size.
  private var recent: [Double] = []
  private var sorted: [Double] = []
  private var oldest = 0

  /// Starts without norms, with room for all that are kept: adding one allocates nothing.
  ///
  /// - Precondition: `capacity` is positive.
  public init(capacity: Int = 1_000) {
    require(capacity > 0, "the last \(capacity) norms")
    self.capacity = capacity
    recent.reserveCapacity(capacity)
    sorted.reserveCapacity(capacity + 1)
  }

  /// How many norms there are.
  public var count: Int { sorted.count }

  /// Takes the next norm; one that is not finite is left out.
  public mutating func add(_ norm: Double) {
    guard norm.isFinite else { return }
    sorted.insert(norm, at: rank(of: norm))
    if recent.count < capacity {
      recent.append(norm)
    } else {
      sorted.remove(at: rank(of: recent[oldest]))
      recent[oldest] = norm
      oldest = (oldest + 1) % capacity
    }
  }

  /// The middle norm; nil without norms.
  public var median: Double? { quantile(0.5) }

  /// The norm that 1 % of the updates pass; nil without norms.
  public var percentile99: Double? { quantile(0.99) }

  /// The largest norm; nil without norms.
  public var maximum: Double? { sorted.last }

  private func quantile(_ share: Double) -> Double? {
    sorted.isEmpty ? nil : Quantile.of(sorted: sorted, share)
  }

  /// The index of the first sorted norm that is not below `norm`.
  private func rank(of norm: Double) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < norm { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
