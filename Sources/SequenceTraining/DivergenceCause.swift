import RealModule

/// Why a window diverged.
public enum DivergenceCause: Sendable, Equatable {
  /// The weights were not finite from the start.
  case weights(tensor: String)
  /// The data were not finite.
  case input
  /// An activation gave a number that is not finite, or its derivative did, for a preactivation
  /// of a magnitude of at most `bound`, from the weights, inputs and states that it was made of.
  ///
  /// Where it is the value, the square of `bound` is finite: no sum overflowed.
  case activation(name: String, layer: Int, isDerivative: Bool, bound: Double)
  /// The state of `layer` grew by `factor` a step within the window.
  case stateGrowth(layer: Int, factor: Double)
  /// The state that is carried from window to window grew, though not within one: |h| of `layer`
  /// from `from` to `to` within `updates` updates.
  case stateRise(layer: Int, from: Double, to: Double, updates: Int)
  /// The state that is carried from window to window of held-out data grew from zero: |h| of
  /// `layer` was `norm` before this window.
  case carriedState(layer: Int, norm: Double)
  /// Weights of up to `weight` met inputs and states of up to `operand`, and a preactivation of
  /// `layer` overflowed.
  case preactivation(layer: Int, weight: Double, operand: Double)
  /// The gradient of the preactivations of `layer` grew by `factor` a step on its way back.
  case gradientGrowth(layer: Int, factor: Double)
  /// Update `update` applied a gradient of norm `norm` without clipping, where the median of the
  /// updates before it was `median`, and at least doubled the weights.
  case explodedGradient(norm: Double, median: Double, update: Int)
  /// The weights' norm grew from `from` to `to` within `updates` updates.
  case largeUpdates(from: Double, to: Double, updates: Int)
  /// The step of a finite gradient of norm `norm` was too large for the weights.
  case learningRate(rate: Double, norm: Double)
  /// The logits, or the gradient that they send back, are too large: states of up to `hidden`,
  /// readout weights of up to `weight`.
  case readout(hidden: Double, weight: Double)
  /// States of up to `hidden` times cotangents of up to `cotangent` overflowed in a sum.
  case product(hidden: Double, cotangent: Double)
  /// The square of a finite gradient overflowed in the optimizer's memory.
  case squaredGradient(norm: Double)
  /// The guard has no room for an untrained network, whose loss is about `blind`, ln V.
  case guardBelowStart(blind: Double)
  /// The loss moved no further than from one update to the next before: it was from `lowest` to
  /// `highest` in the last `updates` updates.
  case tightGuard(lowest: Double, highest: Double, updates: Int)
  /// The loss rose from `from` within `updates` updates of size `rate`, and neither states nor
  /// weights grew with it.
  case lossRise(from: Double, updates: Int, rate: Double)

  /// The cause as the end of a sentence that goes on after "because".
  public var clause: String {
    switch self {
    case .weights(let tensor): "\(tensor) was not finite to begin with"
    case .input: "the data hold a number that is not finite"
    case .activation(let name, let layer, let isDerivative, let bound):
      "the \(isDerivative ? "derivative of the activation" : "activation") \(name) of layer "
        + "\(layer + 1) is not finite for a number "
        + (bound.isFinite ? "between -\(Self.short(bound)) and \(Self.short(bound))" : "that is")
    case .stateGrowth, .stateRise, .carriedState, .preactivation, .gradientGrowth: growthClause
    case .explodedGradient(let norm, let median, let update):
      "an exploding gradient of norm \(Self.short(norm)), after norms of about "
        + "\(Self.short(median)), was applied unclipped in update \(update)"
    case .largeUpdates(let from, let to, let updates):
      "the updates were too large for the weights, whose norm grew from \(Self.short(from)) to "
        + "\(Self.short(to)) within \(Self.counted(updates))"
    case .learningRate(let rate, let norm):
      "the learning rate \(rate) is too large for a gradient of norm \(Self.short(norm))"
    case .readout(let hidden, let weight):
      "states of up to \(Self.short(hidden)) met readout weights of up to \(Self.short(weight))"
    case .product(let hidden, let cotangent):
      "states of up to \(Self.short(hidden)) met gradients of up to \(Self.short(cotangent))"
    case .squaredGradient(let norm):
      "the square of a gradient of norm \(Self.short(norm)) is beyond the largest number"
    case .guardBelowStart, .tightGuard, .lossRise: guardClause
    }
  }

  private var growthClause: String {
    switch self {
    case .stateGrowth(let layer, let factor):
      "the recurrence of layer \(layer + 1) makes the hidden state grow \(Self.short(factor))-fold "
        + "a step"
    case .stateRise(let layer, let from, let to, let updates):
      "the hidden state of layer \(layer + 1), carried from window to window, grew from "
        + "\(Self.short(from)) to \(Self.short(to)) within \(Self.counted(updates))"
    case .carriedState(let layer, let norm):
      "the hidden state of layer \(layer + 1), carried from window to window of the held-out data, "
        + "grew from zero to \(Self.short(norm))"
    case .preactivation(let layer, let weight, let operand):
      "weights of up to \(Self.short(weight)) met inputs and states of up to "
        + "\(Self.short(operand)) in layer \(layer + 1)"
    case .gradientGrowth(let layer, let factor):
      "the recurrence of layer \(layer + 1) makes the gradient grow \(Self.short(factor))-fold with "
        + "each step back"
    default: ""
    }
  }

  private var guardClause: String {
    switch self {
    case .guardBelowStart(let blind):
      "the guard has no room for an untrained network: guessing blindly costs ln V = "
        + "\(Self.short(blind)) nats, and nothing exploded"
    case .tightGuard(let lowest, let highest, let updates):
      "the guard is within the ordinary scatter of the loss, \(Self.short(lowest)) to "
        + "\(Self.short(highest)) in the last \(Self.counted(updates)), and nothing exploded"
    case .lossRise(let from, let updates, let rate):
      "the loss rose from \(Self.short(from)) within \(Self.counted(updates)) at a learning rate of "
        + "\(rate), while states and weights stayed about as large"
    default: ""
    }
  }

  private static func counted(_ updates: Int) -> String {
    "\(updates) update\(updates == 1 ? "" : "s")"
  }

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
