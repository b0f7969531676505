import CharacterModels
import Recurrent
import SequenceTraining

/// Trains for some time and counts the characters: Adam 2e-3, gradient clipped to norm 1.
struct TrainingBenchmark {
  /// Updates before the clock starts, as in the workers in `peers/`: caches fill, threads wake.
  static let warmUpUpdates = 10
  /// The warm-up's seconds, where updates are long.
  static let warmUpSeconds = 0.2

  private let request: BenchmarkRequest
  private let architecture: RecurrentArchitecture<Float>
  private let streams: TokenStreams

  init(_ request: BenchmarkRequest, _ text: BenchmarkText) throws {
    self.request = request
    architecture = RecurrentArchitecture(
      cells: try request.makeCells(inputSize: text.vocabularySize),
      outputSize: text.vocabularySize)
    streams = try TokenStreams(
      tokens: text.tokens, batchSize: request.batchSize, sequenceLength: request.steps)
  }

  /// A trainer that goes on for ever, from an orthogonal W_hh.
  func trainer(
    gain: Double = 1, learningRate: Double = 2e-3, pool: WorkerPool? = nil
  ) -> Trainer<Float> {
    Trainer(
      RecurrentNetwork(
        architecture: architecture, initialization: .orthogonal(gain: gain), seed: 1),
      TrainingConfiguration(updates: .max, learningRate: learningRate, threads: request.threads),
      source: CharacterWindows<Float>(streams),
      pool: pool ?? WorkerPool(threadCount: min(request.threads, plan.ranges.count)))
  }

  /// Trains.
  ///
  /// - Parameter pool: threads that are there already; nil for new ones.
  func run(on pool: WorkerPool? = nil) throws -> BenchmarkAnswer {
    var trainer = trainer(pool: pool)
    let clock = ContinuousClock()
    let begin = clock.now
    var start = begin
    var (updates, before, loss) = (0, 0, Double.nan)
    while before == 0 || updates == before
      || start.duration(to: clock.now) < .seconds(request.seconds)
    {
      guard let step = try trainer.next() else { break }
      (updates, loss) = (step.number, step.loss)
      guard before == 0 else { continue }
      start = clock.now
      if updates == Self.warmUpUpdates
        || begin.duration(to: start) >= .seconds(Self.warmUpSeconds)
      {
        before = updates
      }
    }
    let seconds = start.duration(to: clock.now) / .seconds(1)
    let counted = Double(updates - before)
    return BenchmarkAnswer(
      charactersPerSecond: counted * Double(request.batchSize * request.steps) / seconds,
      secondsPerUpdate: seconds / counted, loss: loss)
  }
}

extension TrainingBenchmark {
  private static let scalarBytes = Double(MemoryLayout<Float>.stride)

  private var plan: ShardPlan { ShardPlan(batchSize: request.batchSize) }

  /// The bytes of all weights.
  var weightBytes: Double { Double(architecture.layout.count) * Self.scalarBytes }

  /// How many blocks of the weights' size training needs: the weights, a gradient per shard, and
  /// the optimizer's moments.
  var blockCount: Int {
    1 + plan.ranges.count + TrainingConfiguration(updates: 1).optimizer.momentCount
  }

  /// The bytes of one tape per shard, as it is allocated.
  var tapeBytes: Double {
    plan.ranges.reduce(0) { sum, rows in
      let tokens = Double(request.steps * rows.count)
      let logits =
        min(tokens, Double(architecture.readout.blockRows))
        * Double(architecture.outputSize)
      let layers = architecture.layers.reduce(0) { sum, layer in
        let shape = layer.shape
        let gates = shape.gateWidth * (shape.hasSeparateGates ? 2 : 1)
        return sum + tokens * Double(shape.stateSize + shape.recordSize + gates)
          // The state before the window, and the cotangent that travels back to it.
          + Double(2 * rows.count * shape.stateSize)
      }
      // Beside the layers' rows an input and a target, 32 bits each.
      return sum + (layers + 2 * tokens + logits) * Self.scalarBytes
    }
  }
}
