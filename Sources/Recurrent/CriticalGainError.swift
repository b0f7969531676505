/// Why a network has no critical gain.
public enum CriticalGainError: Error, Equatable, CustomStringConvertible {
  /// No stable branch of the mean-field map of this activation loses its stability.
  case none(activation: String)
  /// Mean-field theory does not say anything about a row-wise activation.
  case rowWise(activation: String)
  /// The activation has poles at which it grows so fast that its second moment does not exist.
  case noMoments(activation: String)
  /// The activation is not a number somewhere.
  case undefined(activation: String)
  /// The gate's value at rest closes the loop: the recurrent weights have no effect there.
  case closedGate(gate: String, activation: String, value: Double)
  /// No criterion is known for this type of cell.
  case unknownCell(layer: Int)

  /// One sentence with the remedy.
  public var description: String {
    let remedy = "choose the initialisation orthogonal or gaussian(1.5), or another"
    switch self {
    case .none(let activation):
      return "\(activation) has no critical gain, because at no gain does a network go from "
        + "forgetting to not forgetting; \(remedy) activation such as tanh."
    case .rowWise(let activation):
      return
        "\(activation) is row-wise and has no critical gain; \(remedy) activation such as tanh."
    case .noMoments(let activation):
      return "\(activation) has poles, with which no moments exist and no gain is critical; "
        + "\(remedy) activation such as tanh."
    case .undefined(let activation):
      return "\(activation) is not a number everywhere and has no critical gain; \(remedy) "
        + "activation such as tanh."
    case .closedGate(let gate, let activation, let value):
      return "the \(gate) gate's activation \(activation) is \(value) at rest, so that no gain is "
        + "critical; \(remedy) gate activation such as sigmoid."
    case .unknownCell(let layer):
      return "the critical gain of the cell of layer \(layer + 1) is not known; choose the "
        + "initialisation orthogonal or gaussian(1.5)."
    }
  }
}
