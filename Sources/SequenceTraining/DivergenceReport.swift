import BLASMatrices
import Recurrent

/// What a window looked like in which something stopped being finite, or whose loss passed a guard.
public struct DivergenceReport: Sendable, Equatable {
  /// The update that could not be made, from 1.
  public let update: Int
  /// Where the first number that is not finite stood.
  public let origin: DivergenceOrigin
  /// Why.
  public let cause: DivergenceCause
  /// What to try, the likeliest help first: what the run does already is left out; never none.
  public let remedies: [String]
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
  /// The largest norm of any row of the cotangent of the top layer's preactivations, by step: the
  /// gradient of the whole window's loss as it comes back from the last step to the first.
  public let cotangentNorms: [Double]
  /// The norm of all weights before the update.
  public let weightNorm: Double
  /// The updates before, oldest first.
  public let history: TrainingHistory
  /// How often the run had been taken back to an earlier state already.
  public let returns: Int

  init<Scalar>(_ window: borrowing DivergedWindow<Scalar>, returns: Int) {
    let pending = window.pending
    update = pending.number
    loss = pending.loss
    gradientNorm = pending.gradientNorm
    windowSteps = pending.tapes.first?.steps ?? 0
    weightNorm = window.weightNorm
    history = window.history
    self.returns = returns
    let top = pending.architecture.layers.count - 1
    hiddenNorms = window.hiddenNorms(layer: top)
    cotangentNorms = window.cotangentNorms(layer: top)
    origin = window.origin
    cause = window.cause(of: origin)
    let known = [
      "--clip norm:1": window.configuration.clipping != .none,
      "--precision double": Scalar.self == Double.self,
    ]
    let cause = cause
    remedies = cause.remedies.filter { known[$0] != true }
  }

  /// What happened, in one sentence with a remedy.
  public var sentence: String {
    "Training diverged at update \(update): \(finding), because \(cause.clause); the last good "
      + "model is kept; try \(remedies[0])."
  }

  /// What was not finite first, and where.
  public var finding: String {
    switch origin {
    case .weights(let tensor): "\(tensor) was not finite before the window"
    case .input(let step):
      "the input was not finite at step \(step) of \(windowSteps) of the window"
    case .state(let layer, let step):
      "the forward hidden state of layer \(layer + 1) stopped being finite at step \(step) "
        + "of \(windowSteps) of the window"
    case .loss: "the loss stopped being finite although every hidden state was finite"
    case .gradient(let layer, let step):
      "the gradient of the hidden state of layer \(layer + 1) stopped being finite "
        + "at step \(step) of \(windowSteps) of the window, while all states were finite"
    case .weightGradient(let tensor):
      "the gradient of \(tensor ?? "the weights") overflowed in its sum over the window, "
        + "while all states were finite"
    case .update(let tensor):
      "\(tensor) stopped being finite in the update, while the gradient was finite"
    case .moment(let tensor):
      "the optimizer's memory of the gradient of \(tensor) stopped being finite in the update, "
        + "while the gradient was finite"
    case .guardPassed(let limit):
      "the loss \(DivergenceCause.short(loss)) passed the guard of \(DivergenceCause.short(limit))"
    }
  }
}
