import BLASMatrices
import Recurrent

/// So many windows in a row are skipped before training stops.
private let mostSkipped = 20
/// So many updates soon after each other are taken back before training stops.
private let mostTakenBack = 5
/// So many windows apart is not soon any more.
private let calmWindows = 20

extension Trainer {
  /// Does what the configuration asks for where a window diverged.
  mutating func recover(
    _ pending: borrowing PendingUpdate<Scalar>, _ kind: DivergedWindow<Scalar>.Kind
  ) throws(TrainingError) -> TrainingStep {
    let recovery = try respond(to: window(copy pending, kind))
    updates += 1
    let report = recovery.report
    return TrainingStep(
      number: updates, epoch: epoch, loss: report.loss, gradientNorm: report.gradientNorm,
      isClipped: false, learningRate: learningRate, recovery: recovery)
  }

  /// Takes back the weights, with which `evaluator` met a held-out window whose loss is not finite,
  /// as the configuration's response says: skipping takes back the last update.
  ///
  /// - Parameters:
  ///   - evaluator: as the loss left it; it belongs to a network of the same architecture.
  ///   - loss: the mean that it found.
  /// - Returns: what was done.
  /// - Throws: ``TrainingError/diverged(_:)`` where the response is to stop, or cannot help.
  public mutating func reject(
    heldOut evaluator: Evaluator<Scalar>, loss: Double
  ) throws(TrainingError) -> TrainingRecovery {
    let pending = PendingUpdate(
      number: updates, loss: loss, gradientNorm: .nan, architecture: engine.architecture,
      tapes: evaluator.tapes, engine: engine, pool: pool)
    return try respond(to: window(pending, .heldOut))
  }

  private func window(
    _ pending: PendingUpdate<Scalar>, _ kind: DivergedWindow<Scalar>.Kind
  ) -> DivergedWindow<Scalar> {
    DivergedWindow(
      pending: pending, engine: engine, history: history, configuration: configuration,
      learningRate: learningRate, weightNorm: weightNorm, optimizerUpdates: optimizerUpdates,
      kind: kind)
  }

  private mutating func respond(
    to window: DivergedWindow<Scalar>
  ) throws(TrainingError) -> TrainingRecovery {
    var report = DivergenceReport(window, returns: keeper?.returns ?? 0)
    switch configuration.onDivergence {
    case .stop: throw .diverged(report)
    case .skip: return try skip(window, &report)
    case .rollback: return try rollBack(window, &report)
    }
  }
}

extension Trainer {
  /// Goes on with the next window; where that has not helped, without the last update.
  private mutating func skip(
    _ window: DivergedWindow<Scalar>, _ report: inout DivergenceReport
  ) throws(TrainingError) -> TrainingRecovery {
    if window.kind == .updated {
      undo?.restore(engine)
      canUndo = false
    }
    skipped += 1
    let isUndone = canUndo && isFaultOfUpdate(window, report.origin)
    if let reason = window.hopelessness(report) {
      report.surrender = reason
    } else if skipped > mostSkipped {
      report.surrender = "\(mostSkipped) windows in a row were skipped before it"
    } else if isUndone, takenBack.count >= mostTakenBack,
      updates - takenBack.window <= calmWindows
    {
      report.surrender =
        "\(mostTakenBack) updates soon after each other were taken back before it"
    } else if !isUndone,
      window.kind == .heldOut || window.isFaultOfWeights(report.origin) && window.startsAtZero
    {
      report.surrender = "skipping cannot help, because it is the weights that make windows diverge"
    }
    guard report.surrender == nil else { throw .diverged(report) }
    if isUndone, let undo { takeBack(undo) }
    // A state of zero is innocent: what diverges from there is the fault of the weights.
    let isStateReset = engine.hasLostStates || window.isFaultOfWeights(report.origin) && skipped > 1
    if isStateReset { engine.resetStates() }
    return TrainingRecovery(
      report: report, resumedUpdate: isUndone ? undo?.update ?? updates : updates,
      isUpdateUndone: isUndone, isStateReset: isStateReset, previousLearningRate: learningRate,
      learningRate: learningRate)
  }

  /// Whether to blame the last update: at once where nothing else can be, otherwise where the next
  /// window diverges too.
  private func isFaultOfUpdate(
    _ window: DivergedWindow<Scalar>, _ origin: DivergenceOrigin
  ) -> Bool {
    let isFaultOfWeights = window.isFaultOfWeights(origin)
    if window.kind == .heldOut || isFaultOfWeights && window.startsAtZero { return true }
    return skipped > 1 && (isFaultOfWeights || origin.isGuardPassed)
  }

  /// Returns to the last good state and halves the learning rate.
  private mutating func rollBack(
    _ window: DivergedWindow<Scalar>, _ report: inout DivergenceReport
  ) throws(TrainingError) -> TrainingRecovery {
    report.surrender = window.hopelessness(report)
    guard report.surrender == nil else { throw .diverged(report) }
    guard let point = keeper?.restore(engine, from: updates) else {
      report.surrender = "the run was taken back \(DivergenceResponse.mostReturns) times before"
      throw .diverged(report)
    }
    let previousRate = learningRate
    learningRate /= 2
    returned(to: point)
    return TrainingRecovery(
      report: report, resumedUpdate: point.update, isUpdateUndone: false, isStateReset: false,
      previousLearningRate: previousRate, learningRate: learningRate)
  }

  private mutating func takeBack(_ point: RecoveryPoint<Scalar>) {
    point.restore(engine)
    canUndo = false
    let isSoon = updates - takenBack.window <= calmWindows
    takenBack = (isSoon ? takenBack.count + 1 : 1, updates)
    returned(to: point)
  }

  private mutating func returned(to point: RecoveryPoint<Scalar>) {
    optimizerUpdates = point.optimizerUpdates
    history.forget(after: point.update)
    weightNorm = engine.weightNorm
  }
}

extension DivergedWindow {
  /// Whether every window that starts at zero may be expected to diverge: not where the data or a
  /// single update are to blame, or a guard that a hard stretch of text passes.
  fileprivate func isFaultOfWeights(_ origin: DivergenceOrigin) -> Bool {
    guard kind != .updated else { return false }
    return switch origin {
    case .state, .loss, .gradient, .weightGradient:
      // Real-valued inputs may be finite and yet too large.
      pending.architecture.inputs == .tokens
    case .weights: true
    case .input, .update, .moment, .guardPassed: false
    }
  }

  /// Whether every state before the window is zero.
  fileprivate var startsAtZero: Bool {
    pending.tapes.allSatisfy { tape in
      tape.layers.allSatisfy { $0.state(before: 0).largestMagnitude == 0 }
    }
  }

  /// Why neither the next window nor an earlier state would be any better; nil where they may be.
  fileprivate func hopelessness(_ report: DivergenceReport) -> String? {
    if case .weights = report.origin { return "no earlier weights are finite" }
    if case .guardBelowStart = report.cause { return "no other window fares better" }
    guard isFaultOfWeights(report.origin), startsAtZero, optimizerUpdates == 0 else { return nil }
    return "there are no earlier weights to go on from"
  }
}

extension TrainingEngine {
  /// The norm of all weights.
  fileprivate var weightNorm: Double {
    let memory = weights
    return memory.view.sumOfSquares.squareRoot()
  }

  /// Whether the state after the window is not finite somewhere.
  fileprivate var hasLostStates: Bool {
    tapes.contains { tape in
      tape.layers.contains { !$0.state(before: tape.steps).largestMagnitude.isFinite }
    }
  }

  /// Sets the state after the window to zero.
  fileprivate func resetStates() {
    for tape in tapes {
      for layer in tape.layers {
        let memory = layer.states
        var state = memory.mutableRows(layer.range(ofStep: tape.steps))
        state.fill(0)
      }
    }
  }
}
