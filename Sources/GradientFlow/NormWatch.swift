import RealModule

/// Tells when a gradient norm stands out: above 10 times the running median of those before.
///
/// Explosions last a few updates; a measurement on a fixed rhythm misses them all.
public struct NormWatch: Sendable, Equatable {
  /// How many times the median a norm must pass.
  public static let factor = 10.0
  /// How many norms the running median is taken over.
  public static let capacity = 100
  /// Before this many norms there is no median to speak of.
  public static let leastCount = 3

  /// The last norms in the order in which they came, from `oldest` on, and in the order of size.
  private var recent: [Double] = []
  private var sorted: [Double] = []
  private var oldest = 0

  /// Starts without norms, with room for all that are kept: watching allocates nothing.
  public init() {
    recent.reserveCapacity(Self.capacity)
    sorted.reserveCapacity(Self.capacity + 1)
  }

  /// The median of the norms seen last; nil before there are enough.
  public var median: Double? {
    guard recent.count >= Self.leastCount else { return nil }
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2 : sorted[middle]
  }

  /// Takes the next norm and tells whether it is an event.
  ///
  /// A norm that is not finite always is, and is not kept.
  public mutating func isEvent(_ norm: Double) -> Bool {
    guard norm.isFinite else { return true }
    let stands = median.map { norm > Self.factor * $0 } ?? false
    sorted.insert(norm, at: rank(of: norm))
    if recent.count < Self.capacity {
      recent.append(norm)
    } else {
      sorted.remove(at: rank(of: recent[oldest]))
      recent[oldest] = norm
      oldest = (oldest + 1) % Self.capacity
    }
    return stands
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
