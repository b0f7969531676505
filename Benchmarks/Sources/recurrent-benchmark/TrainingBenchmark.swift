import CharacterModels
import GradientFlow
import Recurrent
import SequenceTraining

/// Trains for some time and counts the characters: Adam 2e-3, gradient clipped to norm 1.
struct TrainingBenchmark {
  /// Updates before the clock starts: caches fill, threads wake.
  static let warmUp = 10

  private let request: BenchmarkRequest
  private let network: RecurrentNetwork<Float>
  private let streams: TokenStreams

  init(_ request: BenchmarkRequest, _ tokens: [Int32], _ vocabulary: Vocabulary) throws {
    self.request = request
    network = RecurrentNetwork(
      cells: [try request.makeCell(inputSize: vocabulary.count)], outputSize: vocabulary.count)
    streams = try TokenStreams(
      tokens: tokens, batchSize: request.batchSize, sequenceLength: request.steps)
  }

  func run() throws -> BenchmarkAnswer {
    var trainer = Trainer(
      network, TrainingConfiguration(updates: .max, threads: request.threads),
      source: CharacterWindows<Float>(streams))
    let recorder = FlowRecorder<Float>(interval: 50)
    let watches = request.gradientFlow ?? false
    let clock = ContinuousClock()
    var start = clock.now
    var (updates, loss) = (0, Double.nan)
    while updates <= Self.warmUp || start.duration(to: clock.now) < .seconds(request.seconds) {
      let step = try trainer.next { pending in
        guard watches else { return }
        _ = recorder.observe(
          number: pending.number, gradientNorm: pending.gradientNorm, pending.architecture,
          pending.parameters, pending.tapes)
      }
      guard let step else { break }
      (updates, loss) = (step.number, step.loss)
      if updates == Self.warmUp { start = clock.now }
    }
    let seconds = start.duration(to: clock.now) / .seconds(1)
    let counted = Double(updates - Self.warmUp)
    return BenchmarkAnswer(
      charactersPerSecond: counted * Double(request.batchSize * request.steps) / seconds,
      secondsPerUpdate: seconds / counted, loss: loss)
  }
}
