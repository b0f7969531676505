import BLASMatrices
import LaneMath
import Recurrent

/// Measures the mean loss of a network on held-out data, forward only.
public final class Evaluator<Scalar: BLASScalar>: PartedWork, @unchecked Sendable {
  private let architecture: RecurrentArchitecture<Scalar>
  private let shards: [Shard<Scalar>]
  private let window: WindowBuffer<Scalar>
  private let pool: WorkerPool
  private let panels: ParameterPanels<Scalar>?
  private var parameters: ParameterBlock<Scalar>
  private var startsPass = true

  /// Prepares evaluation in windows of [steps x batchSize].
  ///
  /// - Parameters:
  ///   - network: the one to measure, or another of its architecture.
  ///   - steps: T.
  ///   - batchSize: B.
  ///   - threads: how many new threads to use.
  ///   - pool: threads that are there already, as those of a ``Trainer``; then none are started.
  /// - Precondition: all three numbers are positive.
  public init(
    _ network: RecurrentNetwork<Scalar>, steps: Int, batchSize: Int, threads: Int = 1,
    pool: WorkerPool? = nil
  ) {
    LinearAlgebraBackend.useOneThreadPerProduct()
    architecture = network.architecture
    parameters = network.parameters
    panels = ParameterPanels(network.architecture, isForwardOnly: true)
    let plan = ShardPlan(batchSize: batchSize)
    shards = plan.ranges.map { Shard(network.architecture, rows: $0, steps: steps) }
    window = WindowBuffer(network.architecture, steps: steps, batchSize: batchSize)
    self.pool = pool ?? WorkerPool(threadCount: min(threads, plan.ranges.count))
  }

  /// The tape of each shard, as the last window left it.
  var tapes: [NetworkTape<Scalar>] { shards.map(\.tape) }

  /// The summed loss of `parameters` over one pass of `source`, every row from a zero state.
  ///
  /// The first window whose loss is not finite ends the pass: nothing after it changes the sum, and
  /// ``Trainer/reject(heldOut:loss:)`` finds on its tapes what went wrong.
  ///
  /// - Parameters:
  ///   - parameters: the weights to measure.
  ///   - source: a source at its beginning; the pass ends where it would begin again.
  /// - Precondition: the source has the evaluator's window size, and the parameters have the layout
  ///   of its network.
  public func loss(
    of parameters: ParameterBlock<Scalar>, on source: some WindowSource<Scalar>
  ) -> LossSum {
    require(
      source.steps == window.steps && source.batchSize == window.batchSize,
      "windows of [\(source.steps) x \(source.batchSize)] for an evaluator of "
        + "[\(window.steps) x \(window.batchSize)]")
    self.parameters = parameters
    panels?.pack(parameters.view)
    var source = source
    var total = LossSum()
    var isFirst = true
    while true {
      let isNewPass = source.fill(window)
      if isNewPass && !isFirst { return total }
      startsPass = isFirst
      isFirst = false
      pool.run(self, parts: shards.count)
      for shard in shards { total += shard.loss }
      guard total.sum.isFinite else { return total }
    }
  }

  /// Runs one shard forward; the pool calls it.
  public func run(part: Int) {
    let shard = shards[part]
    shard.load(window, startsPass: startsPass)
    let (parameters, panels) = (parameters, panels)
    let view = parameters.view(packed: panels)
    architecture.forward(view, shard.tape)
    shard.loss = architecture.loss(view, shard.tape)
  }
}
