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
  /// How many updates have been made.
  public internal(set) var updates = 0
  /// How many passes over the data have begun.
  public internal(set) var epoch = 0

  private var source: any WindowSource<Scalar>
  let engine: TrainingEngine<Scalar>
  private let pool: WorkerPool
  private var history = TrainingHistory()

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
  }

  /// The network as it is now: a copy.
  public var network: RecurrentNetwork<Scalar> {
    RecurrentNetwork(architecture: engine.architecture, parameters: engine.parameters)
  }

  /// Makes the next update, or returns nil after the last one.
  ///
  /// - Throws: ``TrainingError/diverged(_:)`` when the loss or the gradient is no longer finite.
  ///   The update is not made, so that ``network`` is still the one that made the window.
  public mutating func next() throws(TrainingError) -> TrainingStep? {
    try next { _ in }
  }

  /// Makes the next update, and before it shows the window to `observe`.
  ///
  /// - Throws: ``TrainingError/diverged(_:)`` when the loss or the gradient is no longer finite;
  ///   `observe` has seen the window then.
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
      tapes: engine.tapes, weights: engine.weights, panels: engine.panels)
    observe(pending)
    guard sum.sum.isFinite, norm.isFinite else {
      throw .diverged(DivergenceReport(pending, history: history))
    }
    return update(loss: sum.mean, norm: norm, count: count)
  }

  /// Fills the tapes with the next window and the state that it starts from.
  private mutating func loadWindow() {
    let isNewEpoch = source.fill(engine.window)
    if isNewEpoch { epoch += 1 }
    for tape in engine.tapes {
      if isNewEpoch { tape.resetState() } else { tape.carryState() }
    }
  }

  private mutating func update(loss: Double, norm: Double, count: Double) -> TrainingStep {
    updates += 1
    let clipping = configuration.clipping
    let factor = clipping.factor(norm: norm)
    engine.update(
      OptimizerPass(
        optimizer: configuration.optimizer, learningRate: configuration.learningRate,
        update: updates, gradientFactor: factor / count, elementLimit: clipping.elementLimit),
      on: pool)
    history.append(loss: loss, gradientNorm: norm)
    return TrainingStep(
      number: updates, epoch: epoch, loss: loss, gradientNorm: norm,
      isClipped: factor < 1 || engine.exceeds(clipping.elementLimit * count),
      learningRate: configuration.learningRate)
  }
}

extension TrainingEngine {
  /// Whether an element of the summed gradient is beyond `limit`, so that clipping by value cuts it.
  fileprivate func exceeds(_ limit: Double) -> Bool {
    guard limit.isFinite else { return false }
    let memory = gradient
    return Double(memory.view.largestMagnitude) > limit
  }
}
