import LaneMath
import Recurrent

/// How a network is trained: everything but the network and the data.
public struct TrainingConfiguration: Sendable, Equatable {
  /// After how many updates training ends.
  public var updates: Int
  /// How parameters move.
  public var optimizer: Optimizer
  /// η, the size of an update.
  public var learningRate: Double
  /// What is done to a gradient first.
  public var clipping: GradientClipping
  /// The rows of a shard; nil for the default of the batch size.
  public var rowsPerShard: Int?
  /// How many threads work; the result is the same bits for any number.
  public var threads: Int
  /// A loss, in nats, beyond which a window counts as diverged although all is finite; nil for
  /// none.
  public var lossGuard: Double?
  /// What is done where a window diverges.
  public var onDivergence: DivergenceResponse
  /// How the weights were drawn, where it is known.
  ///
  /// A divergence report does not advise what the run has; it has no other effect.
  public var initialization: Initialization?

  /// The defaults make the lesson visible: Adam at 2e-3, clipped to norm 1.
  ///
  /// - Precondition: `updates` and `threads` are positive, `learningRate` positive and finite,
  ///   and `lossGuard` positive.
  public init(
    updates: Int, optimizer: Optimizer = .adam, learningRate: Double = 2e-3,
    clipping: GradientClipping = .norm(1), rowsPerShard: Int? = nil, threads: Int = 1,
    lossGuard: Double? = nil, onDivergence: DivergenceResponse = .stop,
    initialization: Initialization? = nil
  ) {
    require(
      updates > 0 && threads > 0, "\(updates) updates on \(threads) threads")
    require(
      learningRate > 0 && learningRate.isFinite, "a learning rate of \(learningRate)")
    require(lossGuard.map { $0 > 0 } ?? true, "a guard at a loss of \(lossGuard ?? 0)")
    self.updates = updates
    self.optimizer = optimizer
    self.learningRate = learningRate
    self.clipping = clipping
    self.rowsPerShard = rowsPerShard
    self.threads = threads
    self.lossGuard = lossGuard
    self.onDivergence = onDivergence
    self.initialization = initialization
  }
}
