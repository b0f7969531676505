/// A gain at which a fixed point of the mean-field map, stable below it, is stable no more.
public struct CriticalGain: Equatable, Sendable {
  /// How the stability is lost.
  public enum Cause: String, Sendable {
    /// χ reaches 1: above, gradients grow.
    case gradient
    /// The fixed point meets a repelling one and both vanish: above, the state jumps to a larger
    /// size.
    case fold
    /// The map's slope reaches -1: above, the size of the state alternates.
    case alternation
    /// A large state keeps its size: above, it grows without bound.
    case growth
  }

  /// g.
  public let gain: Double

  /// q of the fixed point there; infinite for ``Cause/growth``.
  public let variance: Double

  /// How the stability is lost.
  public let cause: Cause
}
