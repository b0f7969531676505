/// Where the first number that is not finite stood, in the order in which a window is computed.
public enum DivergenceOrigin: Sendable, Equatable {
  /// In a tensor of the weights, before the window was computed.
  case weights(tensor: String)
  /// In the real-valued input at step `step` (from 1) of the window.
  case input(step: Int)
  /// In the hidden state of `layer` (from 0) after step `step` (from 1): the earliest step, and of
  /// its layers the lowest.
  case state(layer: Int, step: Int)
  /// All states were finite, but the loss was not.
  case loss
  /// States and loss were finite, but the cotangent of the preactivations of `layer` (from 0) at
  /// step `step` (from 1) was not: the first met from the top layer down, last step first.
  case gradient(layer: Int, step: Int)
  /// The cotangents were finite, but not the sum over the window; nil where only the norm of the
  /// whole gradient overflowed.
  case weightGradient(tensor: String?)
  /// The gradient was finite, but not what the update made of a tensor of the weights.
  case update(tensor: String)
  /// The weights are finite, but not what the optimizer remembers of a tensor's gradient.
  case moment(tensor: String)
  /// Everything is finite, but the loss passed the guard that was asked for.
  case guardPassed(limit: Double)
}

extension DivergenceOrigin {
  /// The layer (from 0) whose state or gradient it was; nil elsewhere.
  public var layer: Int? {
    switch self {
    case .state(let layer, _), .gradient(let layer, _): layer
    default: nil
    }
  }

  /// Whether everything is finite.
  public var isGuardPassed: Bool {
    if case .guardPassed = self { true } else { false }
  }

  /// What it was in a word or two, as logs hold it: `weights`, `input`, `state`, `loss`,
  /// `gradient`, `weight gradient`, `update`, `moment` or `guard`.
  public var name: String {
    switch self {
    case .weights: "weights"
    case .input: "input"
    case .state: "state"
    case .loss: "loss"
    case .gradient: "gradient"
    case .weightGradient: "weight gradient"
    case .update: "update"
    case .moment: "moment"
    case .guardPassed: "guard"
    }
  }
}
