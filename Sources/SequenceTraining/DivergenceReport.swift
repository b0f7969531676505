import BLASMatrices
import Recurrent

/// What a window looked like in which something stopped being finite, or whose loss passed a guard.
public struct DivergenceReport: Sendable, Equatable {
  /// The update that could not be made, from 1; of a held-out window, the one that was made last.
  public let update: Int
  /// Whether the window is one of held-out data.
  public let isHeldOut: Bool
  /// Where the first number that is not finite stood.
  public let origin: DivergenceOrigin
  /// Why.
  public let cause: DivergenceCause
  /// What to try, the likeliest help first: what the run does already, and what cannot have helped
  /// it, is left out; never none.
  public let remedies: [String]
  /// The mean loss of the window; may not be finite.
  public let loss: Double
  /// The gradient's norm before clipping; may not be finite, and is NaN of a held-out window.
  public let gradientNorm: Double
  /// T, the length of the window.
  public let windowSteps: Int
  /// The layer (from 0) whose norms are given: the one in which it began, or else the top one.
  public let layer: Int
  /// The largest |h| of any row of ``layer`` after each step of the window.
  ///
  /// It may be infinite, and is NaN where a row is not a number.
  public let hiddenNorms: [Double]
  /// The largest norm of any row of the preactivations' cotangent of ``layer``, by step.
  ///
  /// It is the gradient of the whole window's loss as it comes back from the last step to the
  /// first.
  ///
  /// Empty of a held-out window, which has no backward pass.
  public let cotangentNorms: [Double]
  /// The norm of all weights before the update.
  public let weightNorm: Double
  /// The updates before, oldest first.
  public let history: TrainingHistory
  /// How often the run had been taken back to an earlier state already.
  public let returns: Int
  /// Why the response that was asked for was given up, as the end of a sentence; nil where it was
  /// not or where the run was to stop.
  public internal(set) var surrender: String?

  init<Scalar>(_ window: borrowing DivergedWindow<Scalar>, returns: Int) {
    let pending = window.pending
    update = pending.number
    isHeldOut = window.kind == .heldOut
    loss = pending.loss
    gradientNorm = pending.gradientNorm
    windowSteps = pending.tapes.first?.steps ?? 0
    weightNorm = window.weightNorm
    history = window.history
    self.returns = returns
    let origin = window.origin
    let cause = window.cause(of: origin)
    (self.origin, self.cause) = (origin, cause)
    layer = origin.layer ?? pending.architecture.layers.count - 1
    hiddenNorms = window.hiddenNorms(layer: layer)
    cotangentNorms = isHeldOut ? [] : window.cotangentNorms(layer: layer)
    remedies = window.remedies(for: cause)
  }

  /// What happened, in one sentence with a remedy.
  public var sentence: String { "\(statement); try \(remedies[0])." }

  /// The same without the remedy and the full stop.
  public var statement: String {
    "Training diverged \(isHeldOut ? "after" : "at") update \(update): \(finding), because "
      + cause.clause + (surrender.map { "; \($0)" } ?? "")
  }

  /// What was not finite first, and where.
  public var finding: String {
    let window = isHeldOut ? "a held-out window" : "the window"
    return switch origin {
    case .weights(let tensor): "\(tensor) was not finite before \(window)"
    case .input(let step):
      "the input was not finite at step \(step) of \(windowSteps) of \(window)"
    case .state(let layer, let step):
      "the forward hidden state of layer \(layer + 1) stopped being finite at step \(step) "
        + "of \(windowSteps) of \(window)"
    case .loss:
      "the loss\(isHeldOut ? " of \(window)" : "") stopped being finite although every hidden state "
        + "was finite"
    case .gradient(let layer, let step):
      "the gradient of the preactivations of layer \(layer + 1) stopped being finite "
        + "at step \(step) of \(windowSteps) of \(window), while all states were finite"
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
