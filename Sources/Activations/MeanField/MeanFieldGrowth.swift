/// What becomes of a very large state: how E[f(√q z)²] grows with q far out.
public enum MeanFieldGrowth: Equatable, Sendable {
  /// Slower than q: a large state shrinks at every gain, and the state is bounded.
  case slower
  /// As q: a large state grows without bound above this gain, as relu's does above √2.
  case proportional(gain: Double)
  /// Faster than q, as for x²: a state that is large enough explodes at every gain.
  case faster
  /// E[f(√q z)²] is infinite at every q: f has a pole, as 1/x at 0.
  case infinite
  /// The function is not a number somewhere.
  case undefined
}
