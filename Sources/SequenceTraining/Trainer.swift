import BLASMatrices
import Recurrent

/// Trains a network, one update at a time.
///
/// ```swift
/// var trainer = Trainer(network, configuration, source: windows)
/// while let step = try trainer.next() {
///   print(step.number, step.loss)
/// }
/// let trained = trainer.network
/// ```
///
/// Training is truncated back-propagation through time: the state carries over from window to
/// window, cotangents do not. A minibatch is cut into shards (see ``ShardPlan``); on the same
/// machine the result is the same bits for any number of threads, measured or not.
public struct Trainer<Scalar: BLASScalar>: ~Copyable {
  /// What was asked for.
  public let configuration: TrainingConfiguration
  /// How the batch is cut.
  public let plan: ShardPlan
  /// How many updates have been made; where windows diverged and training went on, how many windows
  /// have been taken.
  public internal(set) var updates = 0
  /// How many updates the optimizer has made.
  public internal(set) var optimizerUpdates = 0
  /// η: what was asked for, or less after a return to an earlier state.
  public internal(set) var learningRate: Double
  /// How many passes over the data have begun.
  public internal(set) var epoch = 0

  private var source: any WindowSource<Scalar>
  let engine: TrainingEngine<Scalar>
  private let pool: WorkerPool
  /// So many windows in a row are skipped before training stops.
  private static var mostSkipped: Int { 20 }
  private var weightNorm: Double
  private var history = TrainingHistory()
  private var keeper: RecoveryKeeper<Scalar>?
  private var skipped = 0
  private var undo: RecoveryPoint<Scalar>?

  /// Prepares training of `network` on windows of `source`.
  ///
  /// - Precondition: the source's window has a step and a row, and the configuration's
  ///   `rowsPerShard` is positive or nil.
  public init(
    _ network: RecurrentNetwork<Scalar>, _ configuration: TrainingConfiguration,
    source: some WindowSource<Scalar>
  ) {
    LinearAlgebraBackend.useOneThreadPerProduct()
    self.configuration = configuration
    self.source = source
    plan = ShardPlan(batchSize: source.batchSize, rowsPerShard: configuration.rowsPerShard)
    engine = TrainingEngine(
      network, plan: plan, steps: source.steps,
      momentCount: configuration.optimizer.momentCount)
    pool = WorkerPool(threadCount: min(configuration.threads, plan.ranges.count))
    learningRate = configuration.learningRate
    weightNorm = network.parameters.view.elements.sumOfSquares.squareRoot()
    prepareRecovery()
  }

  /// Remembers the state that training starts from, as far as the response to a divergence needs it.
  mutating func prepareRecovery() {
    undo = configuration.onDivergence == .skip ? RecoveryPoint(engine, keepsStates: false) : nil
    keeper =
      configuration.onDivergence == .rollback
      ? RecoveryKeeper(engine, update: updates, optimizerUpdates: optimizerUpdates) : nil
  }

  /// The network as it is now: a copy.
  public var network: RecurrentNetwork<Scalar> {
    RecurrentNetwork(architecture: engine.architecture, parameters: engine.parameters)
  }

  /// Makes the next update, or returns nil after the last one.
  ///
  /// - Throws: ``TrainingError/diverged(_:)``, see ``next(observe:)``.
  public mutating func next() throws(TrainingError) -> TrainingStep? {
    try next { _ in }
  }

  /// Makes the next update, and before it shows the window to `observe`.
  ///
  /// A window diverges when its loss or gradient is not finite, when its loss passes the guard, or
  /// when its update makes weights or moments that are not finite.
  ///
  /// - Returns: the update; where the window diverged and the configuration's response lets training
  ///   go on, a step without an update, whose `recovery` says what was done instead.
  /// - Throws: ``TrainingError/diverged(_:)`` when a window diverges and the response is to stop;
  ///   `observe` has seen the window then. ``network`` is still the one that made the window, unless
  ///   it was the update itself that broke it.
  public mutating func next(
    observe: (borrowing PendingUpdate<Scalar>) -> Void
  ) throws(TrainingError) -> TrainingStep? {
    guard updates < configuration.updates else { return nil }
    loadWindow()
    let sum = engine.computeGradients(on: pool)
    let count = Double(sum.count)
    let norm = engine.reduceGradients(on: pool).squareRoot() / count
    let pending = PendingUpdate(
      number: updates + 1, loss: sum.mean, gradientNorm: norm, architecture: engine.architecture,
      tapes: engine.tapes, weights: engine.weights, shards: engine.shards,
      panels: engine.panels)
    observe(pending)
    guard sum.sum.isFinite, norm.isFinite, !(sum.mean > configuration.lossGuard ?? .infinity) else {
      return try recover(pending, isUpdated: false)
    }
    let factor = configuration.clipping.factor(norm: norm)
    let before = norms(of: pending, factor: factor)
    guard update(factor: factor, count: count) else { return try recover(pending, isUpdated: true) }
    skipped = 0
    history.append(before)
    keeper?.note(engine, update: updates, optimizerUpdates: optimizerUpdates)
    return TrainingStep(
      number: updates, epoch: epoch, loss: sum.mean, gradientNorm: norm,
      isClipped: factor < 1
        || engine.exceeds(configuration.clipping.elementLimit * count),
      learningRate: learningRate)
  }

  /// Fills the tapes with the next window and the state that it starts from.
  private mutating func loadWindow() {
    let isNewEpoch = source.fill(engine.window)
    if isNewEpoch { epoch += 1 }
    for tape in engine.tapes {
      if isNewEpoch { tape.resetState() } else { tape.carryState() }
    }
  }

  /// Moves the weights.
  ///
  /// - Returns: whether weights and moments are still finite; if not, the update does not count.
  private mutating func update(factor: Double, count: Double) -> Bool {
    undo?.save(engine, update: updates, optimizerUpdates: optimizerUpdates)
    let squares = engine.update(
      OptimizerPass(
        optimizer: configuration.optimizer, learningRate: learningRate,
        update: optimizerUpdates + 1, gradientFactor: factor / count,
        elementLimit: configuration.clipping.elementLimit),
      on: pool)
    // Squares of doubles may overflow where the numbers do not, so that each is looked at then.
    guard (squares.weights + squares.moments).isFinite || engine.isFinite else { return false }
    updates += 1
    optimizerUpdates += 1
    weightNorm = squares.weights.squareRoot()
    return true
  }

  private func norms(of pending: borrowing PendingUpdate<Scalar>, factor: Double) -> UpdateNorms {
    let top = engine.architecture.layers.count - 1
    let width = engine.architecture.readout.inputSize
    var (hidden, cotangent) = (0.0, 0.0)
    for tape in engine.tapes {
      let layer = tape.layers[top]
      hidden = DivergedWindow.largestNorm(
        layer.state(before: tape.steps).columns(0..<width), atLeast: hidden)
      cotangent = DivergedWindow.largestNorm(
        layer.gatesView.rows(0..<tape.batchSize), atLeast: cotangent)
    }
    return UpdateNorms(
      loss: pending.loss, gradientNorm: pending.gradientNorm, hiddenNorm: hidden,
      cotangentNorm: cotangent, weightNorm: weightNorm, clippingFactor: factor)
  }
}

extension Trainer {
  /// Does what the configuration asks for where a window diverged.
  ///
  /// - Parameter isUpdated: whether it was the update that made numbers that are not finite.
  private mutating func recover(
    _ pending: borrowing PendingUpdate<Scalar>, isUpdated: Bool
  ) throws(TrainingError) -> TrainingStep {
    let window = DivergedWindow(
      pending: copy pending, engine: engine, history: history, configuration: configuration,
      learningRate: learningRate, weightNorm: weightNorm, isUpdated: isUpdated)
    let report = DivergenceReport(window, returns: keeper?.returns ?? 0)
    let isStateReset: Bool
    let previousRate = learningRate
    var resumed = updates
    switch configuration.onDivergence {
    case .stop: throw .diverged(report)
    case .skip:
      if isUpdated { undo?.restore(engine) }
      skipped += 1
      // Weights that were never finite give no window that is.
      if case .weights = report.origin { throw .diverged(report) }
      if skipped > Self.mostSkipped { throw .diverged(report) }
      isStateReset = engine.resetLostStates()
    case .rollback:
      guard let point = keeper?.restore(engine, from: updates) else { throw .diverged(report) }
      resumed = point.update
      optimizerUpdates = point.optimizerUpdates
      learningRate /= 2
      history = TrainingHistory()
      weightNorm = engine.weightNorm
      isStateReset = false
    }
    updates += 1
    return TrainingStep(
      number: updates, epoch: epoch, loss: report.loss, gradientNorm: report.gradientNorm,
      isClipped: false, learningRate: learningRate,
      recovery: TrainingRecovery(
        report: report, resumedUpdate: resumed, isStateReset: isStateReset,
        previousLearningRate: previousRate, learningRate: learningRate))
  }
}

extension TrainingEngine {
  /// Whether an element of the summed gradient is beyond `limit`, so that clipping by value cuts it.
  fileprivate func exceeds(_ limit: Double) -> Bool {
    guard limit.isFinite else { return false }
    let memory = gradient
    return Double(memory.view.largestMagnitude) > limit
  }

  /// Whether every weight and everything that the optimizer remembers is finite.
  fileprivate var isFinite: Bool {
    ([weights] + moments).allSatisfy { $0.view.largestMagnitude.isFinite }
  }

  /// The norm of all weights.
  fileprivate var weightNorm: Double {
    let memory = weights
    return memory.view.sumOfSquares.squareRoot()
  }

  /// Sets the state after the window to zero where it is not finite anywhere.
  ///
  /// - Returns: whether it was not.
  fileprivate func resetLostStates() -> Bool {
    let isLost = tapes.contains { tape in
      tape.layers.contains { !$0.state(before: tape.steps).largestMagnitude.isFinite }
    }
    guard isLost else { return false }
    for tape in tapes {
      for layer in tape.layers {
        let memory = layer.states
        var state = memory.mutableRows(layer.range(ofStep: tape.steps))
        state.fill(0)
      }
    }
    return true
  }
}
