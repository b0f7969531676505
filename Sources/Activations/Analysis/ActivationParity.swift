/// How an activation behaves under a change of sign.
public enum ActivationParity: String, Sendable {
  /// f(-x) = -f(x).
  case odd
  /// f(-x) = f(x).
  case even
  /// Neither.
  case neither
}
