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
  /// The threads that train; between updates others may use them.
  public let pool: WorkerPool
  /// Of all weights as they are.
  var weightNorm: Double
  var history = TrainingHistory()
  /// For the response to roll back.
  var keeper: RecoveryKeeper<Scalar>?
  /// How many windows in a row were skipped.
  var skipped = 0
  /// For the response to skip: weights and moments before the last update, or as they are.
  var undo: RecoveryPoint<Scalar>?
  /// Whether the last update can be taken back.
  var canUndo = false
  /// How many updates soon after each other were taken back, and in which window the last one.
  var takenBack = (count: 0, window: 0)
  /// Whether a window has been taken.
  private var hasBegun = false

  /// Prepares training of `network` on windows of `source`.
  ///
  /// - Parameters:
  ///   - network: where training starts.
  ///   - configuration: what is asked for.
  ///   - source: the data.
  ///   - pool: threads that are there already.
  /// - Precondition: the source's window has a step and a row, and the configuration's
  ///   `rowsPerShard` is positive or nil.
  public init(
    _ network: RecurrentNetwork<Scalar>, _ configuration: TrainingConfiguration,
    source: some WindowSource<Scalar>, pool: WorkerPool
  ) {
    LinearAlgebraBackend.useOneThreadPerProduct()
    self.configuration = configuration
    self.source = source
    plan = ShardPlan(batchSize: source.batchSize, rowsPerShard: configuration.rowsPerShard)
    engine = TrainingEngine(
      network, plan: plan, steps: source.steps,
      momentCount: configuration.optimizer.momentCount)
    self.pool = pool
    learningRate = configuration.learningRate
    weightNorm = network.parameters.view.elements.sumOfSquares.squareRoot()
    prepareRecovery()
  }

  /// Prepares training of `network` on windows of `source`, with threads of its own: as many as the
  /// configuration says, but no more than there are shards.
  ///
  /// - Precondition: the source's window has a step and a row, and the configuration's
  ///   `rowsPerShard` is positive or nil.
  public init(
    _ network: RecurrentNetwork<Scalar>, _ configuration: TrainingConfiguration,
    source: some WindowSource<Scalar>
  ) {
    let plan = ShardPlan(batchSize: source.batchSize, rowsPerShard: configuration.rowsPerShard)
    self.init(
      network, configuration, source: source,
      pool: WorkerPool(threadCount: min(configuration.threads, plan.ranges.count)))
  }

  /// Remembers the state that training starts from, as far as the response to a divergence needs
  /// it.
  mutating func prepareRecovery() {
    undo = configuration.onDivergence == .skip ? RecoveryPoint(engine, keepsStates: false) : nil
    canUndo = false
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
  /// - Returns: the update; where the window diverged and the configuration's response lets
  ///   training go on, a step without an update, whose `recovery` says what was done instead.
  /// - Throws: ``TrainingError/diverged(_:)`` when a window diverges and the response is to stop;
  ///   `observe` has seen the window then. ``network`` is still the one that made the window,
  ///   unless it was the update itself that broke it.
  public mutating func next(
    observe: (borrowing PendingUpdate<Scalar>) -> Void
  ) throws(TrainingError) -> TrainingStep? {
    guard updates < configuration.updates else { return nil }
    if !hasBegun { FreeMemory.giveBack() }
    hasBegun = true
    let startsPass = source.fill(engine.window)
    if startsPass { epoch += 1 }
    let sum = engine.computeGradients(startsPass: startsPass, on: pool)
    let count = Double(sum.count)
    let norm = engine.reduceGradients(on: pool).squareRoot() / count
    let pending = PendingUpdate(
      number: updates + 1, loss: sum.mean, gradientNorm: norm, architecture: engine.architecture,
      tapes: engine.tapes, engine: engine, pool: pool)
    observe(pending)
    guard sum.sum.isFinite, norm.isFinite, !(sum.mean > configuration.lossGuard ?? .infinity) else {
      return try recover(pending, .computed)
    }
    let factor = configuration.clipping.factor(norm: norm)
    let before = norms(of: pending, factor: factor)
    guard update(factor: factor, count: count) else { return try recover(pending, .updated) }
    skipped = 0
    canUndo = true
    history.append(before)
    keeper?.note(engine, update: updates, optimizerUpdates: optimizerUpdates)
    return TrainingStep(
      number: updates, epoch: epoch, loss: sum.mean, gradientNorm: norm,
      isClipped: factor < 1
        || engine.exceeds(configuration.clipping.elementLimit * count),
      learningRate: learningRate)
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
    var (hidden, cotangent) = (0.0, 0.0)
    for shard in engine.shards {
      hidden = DivergedWindow<Scalar>.larger(hidden, shard.hiddenNorm)
      cotangent = DivergedWindow<Scalar>.larger(cotangent, shard.cotangentNorm)
    }
    return UpdateNorms(
      number: pending.number, loss: pending.loss, gradientNorm: pending.gradientNorm,
      hiddenNorm: hidden,
      cotangentNorm: cotangent, weightNorm: weightNorm, clippingFactor: factor)
  }
}

extension TrainingEngine {
  /// Whether an element of the summed gradient is beyond `limit`, so that clipping by value cuts
  /// it.
  fileprivate func exceeds(_ limit: Double) -> Bool {
    guard limit.isFinite else { return false }
    let memory = gradient
    return Double(memory.view.largestMagnitude) > limit
  }

  /// Whether every weight and everything that the optimizer remembers is finite.
  fileprivate var isFinite: Bool {
    ([weights] + moments).allSatisfy { $0.view.largestMagnitude.isFinite }
  }
}
