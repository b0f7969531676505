/// Where the values of an activation go as x goes to infinity.
public enum ActivationLimit: Equatable, Sendable {
  /// To a number; to infinity where it is infinite.
  case value(Double)
  /// Nowhere, as those of sin x.
  case none
  /// The function is not a number there.
  case undefined
}
