import CharacterModels
import Recurrent

/// Samples one stream, one character after another, for some time.
struct SamplingBenchmark {
  private let request: BenchmarkRequest
  private let vocabulary: Vocabulary
  private let network: RecurrentNetwork<Float>

  init(_ request: BenchmarkRequest, _ vocabulary: Vocabulary) throws {
    self.request = request
    self.vocabulary = vocabulary
    network = RecurrentNetwork(
      cells: [try request.makeCell(inputSize: vocabulary.count)], outputSize: vocabulary.count)
  }

  func run() throws -> BenchmarkAnswer {
    var generator = CharacterGenerator(network, vocabulary)
    var count = 0
    let clock = ContinuousClock()
    let start = clock.now
    try generator.generate(after: [0], length: .max) { _ in
      count += 1
      return !count.isMultiple(of: 256)
        || start.duration(to: clock.now) < .seconds(request.seconds)
    }
    let seconds = start.duration(to: clock.now) / .seconds(1)
    return BenchmarkAnswer(charactersPerSecond: Double(count) / seconds)
  }
}
