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

  private var norms = RecentNorms(capacity: NormWatch.capacity)

  /// Starts without norms, with room for all that are kept: watching allocates nothing.
  public init() {}

  /// The median of the norms seen last; nil before there are enough.
  public var median: Double? { norms.count < Self.leastCount ? nil : norms.median }

  /// Takes the next norm and tells whether it is an event.
  ///
  /// A norm that is not finite always is, and is not kept.
  public mutating func isEvent(_ norm: Double) -> Bool {
    guard norm.isFinite else { return true }
    defer { norms.add(norm) }
    return median.map { norm > Self.factor * $0 } ?? false
  }
}
