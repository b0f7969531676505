import RealModule

/// Why a window diverged.
public enum DivergenceCause: Sendable, Equatable {
  /// The weights were not finite from the start.
  case weights(tensor: String)
  /// The data were not finite.
  case input
  /// An activation gave a number that is not finite for a moderate one, or its derivative did:
  /// the squares of all it can have been given are finite.
  case activation(name: String, layer: Int, isDerivative: Bool)
  /// The state of `layer` grew by `factor` a step until it overflowed.
  case stateGrowth(layer: Int, factor: Double)
  /// The gradient of the state of `layer` grew by `factor` a step on its way back.
  case gradientGrowth(layer: Int, factor: Double)
  /// The weights' norm grew from `from` to `to` within `updates` updates.
  case largeUpdates(from: Double, to: Double, updates: Int)
  /// The step of a finite gradient of norm `norm` was too large for the weights.
  case learningRate(rate: Double, norm: Double)
  /// The logits overflowed, states of up to `hidden` times readout weights of up to `weight`.
  case readout(hidden: Double, weight: Double)
  /// States of up to `hidden` times cotangents of up to `cotangent` overflowed in a sum.
  case product(hidden: Double, cotangent: Double)
  /// The square of a finite gradient overflowed in the optimizer's memory.
  case squaredGradient(norm: Double)
  /// The loss rose, but neither weights nor states grew tenfold.
  case none

  /// The cause as the end of a sentence that goes on after "because".
  public var clause: String {
    switch self {
    case .weights(let tensor): "\(tensor) was not finite to begin with"
    case .input: "the data hold a number that is not finite"
    case .activation(let name, let layer, let isDerivative):
      "the \(isDerivative ? "derivative of the activation" : "activation") \(name) of layer "
        + "\(layer + 1) is not finite for a moderate number"
    case .stateGrowth(let layer, let factor):
      "the recurrence of layer \(layer + 1) makes the hidden state grow \(Self.times(factor)) a step"
    case .gradientGrowth(let layer, let factor):
      "the recurrence of layer \(layer + 1) makes the gradient grow \(Self.times(factor)) with each "
        + "step back"
    case .largeUpdates(let from, let to, let updates):
      "the updates were too large for the weights, whose norm grew from \(Self.short(from)) to "
        + "\(Self.short(to)) within \(updates) update\(updates == 1 ? "" : "s")"
    case .learningRate(let rate, let norm):
      "the learning rate \(rate) is too large for a gradient of norm \(Self.short(norm))"
    case .readout(let hidden, let weight):
      "states of up to \(Self.short(hidden)) met readout weights of up to \(Self.short(weight))"
    case .product(let hidden, let cotangent):
      "states of up to \(Self.short(hidden)) met gradients of up to \(Self.short(cotangent))"
    case .squaredGradient(let norm):
      "the square of a gradient of norm \(Self.short(norm)) is beyond the largest number"
    case .none: "the updates made it rise, though neither weights nor states grew tenfold"
    }
  }

  /// What to try, the likeliest help first; never none.
  public var remedies: [String] {
    switch self {
    case .weights: ["finite weights to start from"]
    case .input: ["data without NaN and infinity", "inputs scaled to about 1"]
    case .activation:
      ["--hidden tanh or another activation that is finite for every number", "--init orthogonal"]
    case .stateGrowth:
      [
        "--hidden tanh, which bounds the state", "a smaller --learning-rate", "--clip norm:1",
        "--init orthogonal or scaled-identity(0.9)",
      ]
    case .gradientGrowth:
      [
        "--init orthogonal", "a shorter --sequence-length", "--precision double",
        "a smaller --learning-rate",
      ]
    case .largeUpdates, .learningRate, .readout, .product, .none:
      ["a smaller --learning-rate", "--clip norm:1", "--hidden tanh", "--init orthogonal"]
    case .squaredGradient:
      ["--clip norm:1", "--optimizer sgd", "a smaller --learning-rate"]
    }
  }

  private static func times(_ factor: Double) -> String { "\(short(factor))-fold" }

  /// Three digits.
  static func short(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return "\(value)" }
    let exponent = Double.log10(abs(value)).rounded(.down)
    guard exponent > -3, exponent < 6 else {
      let power = Int(exponent)
      let digits = (value / Double.pow(10, power) * 10).rounded() / 10
      return abs(digits) < 10 ? "\(digits)e\(power)" : "\(digits / 10)e\(power + 1)"
    }
    let scale = Double.pow(10, 2 - Int(exponent))
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}
