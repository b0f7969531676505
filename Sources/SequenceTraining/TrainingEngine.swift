import BLASMatrices
import Recurrent

/// The memory and the passes of a training run: what the threads of the pool work on.
///
/// All buffers are allocated here, once. Weights, gradient and moments lie in memory of fixed
/// address, so that no update copies a block or counts references to one.
final class TrainingEngine<Scalar: BLASScalar>: PartedWork, @unchecked Sendable {
  /// What the parts of the running phase are.
  private enum Phase {
    /// A part is a tensor, or the transpose of one: weights are packed for the window's products.
    case packing
    /// A part is a shard: forward and backward, from a state of zero where a pass over the data
    /// begins.
    case gradients(startsPass: Bool)
    /// A part is a run of parameters: the sum over shards, in order, and its sum of squares.
    case reduction
    /// A part is a run of parameters: clipping and optimizer.
    case update(OptimizerPass<Scalar>)
  }

  let architecture: RecurrentArchitecture<Scalar>
  let shards: [Shard<Scalar>]
  let tapes: [NetworkTape<Scalar>]
  let window: WindowBuffer<Scalar>
  /// [1 x P] each.
  let weights: Workspace<Scalar>
  /// That of the first shard, to which those of the others are added.
  let gradient: Workspace<Scalar>
  let moments: [Workspace<Scalar>]
  let panels: ParameterPanels<Scalar>?
  private let runs: [Range<Int>]
  // [1 x runs]: the sums of squares, each written by the thread that has the run. Not an array:
  // threads may not change different elements of one array at the same time.
  private let runSquares: Workspace<Double>
  // The same of the first shard's own gradient, before it takes those of the others.
  private let firstSquares: Workspace<Double>
  // The same of the updated weights and of the last moment.
  private let weightSquares: Workspace<Double>
  private let momentSquares: Workspace<Double>
  private var phase = Phase.packing

  /// Parameters per part of the passes over the flat block: fixed, so that sums of squares have one
  /// order; small, so that the passes over a network of 128 units have a part for each thread.
  private static var runLength: Int { 8_192 }

  init(
    _ network: RecurrentNetwork<Scalar>, plan: ShardPlan, steps: Int, momentCount: Int
  ) {
    architecture = network.architecture
    let count = network.architecture.layout.count
    shards = plan.ranges.map { Shard(network.architecture, rows: $0, steps: steps) }
    tapes = shards.map(\.tape)
    window = WindowBuffer(network.architecture, steps: steps, batchSize: plan.batchSize)
    weights = Workspace(rowCount: 1, columnCount: count)
    panels = ParameterPanels(network.architecture)
    gradient = shards[0].gradient
    moments = (0..<momentCount).map { _ in Workspace(rowCount: 1, columnCount: count) }
    runs = stride(from: 0, to: count, by: Self.runLength).map {
      $0..<min($0 + Self.runLength, count)
    }
    runSquares = Workspace(rowCount: 1, columnCount: runs.count)
    firstSquares = Workspace(rowCount: 1, columnCount: runs.count)
    weightSquares = Workspace(rowCount: 1, columnCount: runs.count)
    momentSquares = Workspace(rowCount: 1, columnCount: runs.count)
    let memory = weights
    var target = memory.mutableView
    target.copy(network.parameters.view.elements)
  }

  /// Forward and backward of all shards over the loaded window.
  ///
  /// - Parameter startsPass: whether the state is zero, not that after the window before.
  func computeGradients(startsPass: Bool, on pool: WorkerPool) -> LossSum {
    if let panels {
      phase = .packing
      pool.run(self, parts: panels.partCount)
    }
    phase = .gradients(startsPass: startsPass)
    pool.run(self, parts: shards.count)
    var loss = LossSum()
    for shard in shards { loss += shard.loss }
    return loss
  }

  /// The sum of the shards' gradients in `gradient`, and its sum of squares.
  func reduceGradients(on pool: WorkerPool) -> Double {
    phase = .reduction
    pool.run(self, parts: runs.count)
    let squares = runSquares
    return runs.indices.reduce(0) { $0 + squares.view[0][$1] }
  }

  /// |g|² of the mean gradient of each shard, as it was before the reduction.
  var shardSquares: [Double] {
    let firstSums = firstSquares
    return shards.indices.map { index in
      let (memory, count) = (shards[index].gradient, Double(shards[index].loss.count))
      let squares =
        index == 0
        ? runs.indices.reduce(0) { $0 + firstSums.view[0][$1] } : memory.view.sumOfSquares
      return squares / (count * count)
    }
  }

  /// Moves the weights along the gradient.
  ///
  /// - Returns: the sums of the squares of the weights, and of what the optimizer remembers.
  func update(
    _ pass: OptimizerPass<Scalar>, on pool: WorkerPool
  ) -> (weights: Double, moments: Double) {
    phase = .update(pass)
    pool.run(self, parts: runs.count)
    let (weightSums, momentSums) = (weightSquares, momentSquares)
    // A loop: in generic code a reduction of pairs boxes each of them, an allocation per run.
    var sums = (weights: 0.0, moments: 0.0)
    for run in runs.indices {
      sums.weights += weightSums.view[0][run]
      sums.moments += momentSums.view[0][run]
    }
    return sums
  }

  /// The weights, packed since the last window was computed.
  var view: ParameterView<Scalar> {
    @_lifetime(borrow self)
    get {
      let (memory, panels) = (weights, panels)
      return _overrideLifetime(
        ParameterView(layout: architecture.layout, elements: memory.view, panels: panels),
        borrowing: self)
    }
  }

  /// A copy of the weights as they are.
  var parameters: ParameterBlock<Scalar> {
    let memory = weights
    return ParameterBlock(ParameterView(layout: architecture.layout, elements: memory.view))
  }

  func run(part: Int) {
    switch phase {
    case .packing: panels?.pack(view, part: part)
    case .gradients(let startsPass):
      shards[part].load(window, startsPass: startsPass)
      shards[part].computeGradient(architecture, view)
    case .reduction:
      let memory = runSquares
      var squares = memory.mutableView
      var sums = squares[0]
      sums[part] = reduce(part)
    case .update(let pass):
      update(runs[part], pass)
      note(part)
    }
  }

  /// The squares of a run of the updated weights, while they are in the cache: a number that is not
  /// finite shows in their sum, in the update that made it.
  private func note(_ part: Int) {
    let (weightMemory, weightSums) = (weights, weightSquares)
    var sums = weightSums.mutableView
    var weightRow = sums[0]
    weightRow[part] = weightMemory.view.columns(runs[part]).sumOfSquares
    // Not `last`, which boxes its value in generic code: an allocation per run.
    guard !moments.isEmpty else { return }
    let (momentMemory, momentSums) = (moments[moments.count - 1], momentSquares)
    var others = momentSums.mutableView
    var momentRow = others[0]
    momentRow[part] = momentMemory.view.columns(runs[part]).sumOfSquares
  }

  private func reduce(_ part: Int) -> Double {
    let (memory, firstMemory) = (gradient, firstSquares)
    var whole = memory.mutableView
    var total = whole.columns(runs[part])
    let first = total.reading.sumOfSquares
    var firstView = firstMemory.mutableView
    var firstRow = firstView[0]
    firstRow[part] = first
    guard shards.count > 1 else { return first }
    for index in 1..<shards.count {
      let source = shards[index].gradient
      total.add(source.view.columns(runs[part]))
    }
    return total.reading.sumOfSquares
  }

  private func update(_ range: Range<Int>, _ pass: OptimizerPass<Scalar>) {
    let (weightMemory, gradientMemory) = (weights, gradient)
    // An optimizer without moments is handed empty runs of the weights, which it does not touch.
    let firstMemory = moments.isEmpty ? weightMemory : moments[0]
    let secondMemory = moments.count > 1 ? moments[1] : weightMemory
    var weightView = weightMemory.mutableView
    var firstView = firstMemory.mutableView
    var secondView = secondMemory.mutableView
    var weightColumns = weightView.columns(range)
    var firstColumns = firstView.columns(moments.isEmpty ? 0..<0 : range)
    var secondColumns = secondView.columns(moments.count > 1 ? range : 0..<0)
    var parameters = weightColumns[0]
    var first = firstColumns[0]
    var second = secondColumns[0]
    pass.apply(
      to: &parameters, gradient: gradientMemory.view.columns(range)[0], first: &first,
      second: &second)
  }
}
