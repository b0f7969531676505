import BLASMatrices
import Recurrent

/// What a window looked like in which something stopped being finite.
public struct DivergenceReport: Sendable, Equatable {
  /// What was found first, in the order in which a window is computed.
  public enum Origin: Sendable, Equatable {
    /// The hidden state of `layer` (from 0) after step `step` (from 1) of the window.
    case state(layer: Int, step: Int)
    /// All states were finite, but the loss was not.
    case loss
    /// States and loss were finite, but the cotangent of the preactivations of `layer` (from 0) at
    /// step `step` (from 1) was not: the first met from the top layer down, last step first.
    case gradient(layer: Int, step: Int)
    /// The cotangents were finite, but not the sum over the window: it overflowed.
    case weightGradient
  }

  /// The update that could not be made, from 1.
  public let update: Int
  /// Where the first number that is not finite stood.
  public let origin: Origin
  /// The mean loss of the window; may not be finite.
  public let loss: Double
  /// The gradient's norm before clipping; may not be finite.
  public let gradientNorm: Double
  /// T, the length of the window.
  public let windowSteps: Int
  /// The largest |h| of any row of the top layer after each step of the window.
  ///
  /// It may be infinite, and is NaN where a row is not a number.
  public let hiddenNorms: [Double]
  /// The losses and gradient norms of the updates before, oldest first.
  public let history: TrainingHistory

  init<Scalar>(_ pending: borrowing PendingUpdate<Scalar>, history: TrainingHistory) {
    update = pending.number
    loss = pending.loss
    gradientNorm = pending.gradientNorm
    windowSteps = pending.tapes.first?.steps ?? 0
    self.history = history
    hiddenNorms = Self.hiddenNorms(pending)
    origin =
      Self.firstState(pending) ?? (pending.loss.isFinite ? Self.firstGradient(pending) : .loss)
  }

  /// What happened, in one sentence with a remedy.
  public var sentence: String {
    "Training diverged at update \(update): \(cause); \(Self.remedy)"
  }

  /// What is left and what may help, as the end of a sentence.
  public static let remedy =
    "the last good model is kept; try a smaller --learning-rate, --clip norm:1, --hidden tanh or "
    + "--init orthogonal."

  /// What was not finite, and where.
  public var cause: String {
    switch origin {
    case .state(let layer, let step):
      "the forward hidden state of layer \(layer + 1) stopped being finite at step \(step) "
        + "of \(windowSteps) of the window"
    case .loss: "the loss stopped being finite although every hidden state was finite"
    case .gradient(let layer, let step):
      "the gradient of the hidden state of layer \(layer + 1) stopped being finite "
        + "at step \(step) of \(windowSteps) of the window, while all states were finite"
    case .weightGradient:
      "the gradient of the weights overflowed in its sum over the window, "
        + "while all states were finite"
    }
  }

  private static func hiddenNorms<Scalar>(_ pending: borrowing PendingUpdate<Scalar>) -> [Double] {
    guard let tape = pending.tapes.first, let shape = pending.architecture.layers.last?.shape
    else { return [] }
    return (0..<tape.steps).map { step in
      pending.tapes.reduce(0.0) { largest, tape in
        let layer = tape.layers[tape.layers.count - 1]
        let hidden = layer.hiddenStates(shape).rows(layer.range(ofStep: step))
        return (0..<hidden.rowCount).reduce(largest) { largest, row in
          let norm = hidden.norm(ofRow: row)
          // Written so that a NaN, once met, stays; `max` would pass it over.
          return largest >= norm || largest.isNaN ? largest : norm
        }
      }
    }
  }

  private static func firstState<Scalar>(_ pending: borrowing PendingUpdate<Scalar>) -> Origin? {
    for (index, layer) in pending.architecture.layers.enumerated() {
      for step in 0..<(pending.tapes.first?.steps ?? 0) {
        for tape in pending.tapes {
          let layerTape = tape.layers[index]
          let hidden = layerTape.hiddenStates(layer.shape).rows(layerTape.range(ofStep: step))
          if !hidden.largestMagnitude.isFinite { return .state(layer: index, step: step + 1) }
        }
      }
    }
    return nil
  }

  private static func firstGradient<Scalar>(_ pending: borrowing PendingUpdate<Scalar>) -> Origin {
    for index in pending.architecture.layers.indices.reversed() {
      for step in (0..<(pending.tapes.first?.steps ?? 0)).reversed() {
        for tape in pending.tapes {
          let layerTape = tape.layers[index]
          let gates = layerTape.gatesView.rows(layerTape.range(ofStep: step))
          if !gates.largestMagnitude.isFinite { return .gradient(layer: index, step: step + 1) }
        }
      }
    }
    return .weightGradient
  }
}
