import CharacterModels
import Recurrent

/// Samples one stream, one character after another, for some time.
struct SamplingBenchmark {
  /// Characters before the clock starts.
  static let warmUpCharacters = 256

  private let request: BenchmarkRequest
  private let network: RecurrentNetwork<Float>
  private let vocabulary: Vocabulary

  init(_ request: BenchmarkRequest, _ text: BenchmarkText) throws {
    self.request = request
    network = RecurrentNetwork(
      cells: try request.makeCells(inputSize: text.vocabularySize),
      outputSize: text.vocabularySize)
    // Any symbols will do: from the letters of the Latin alphabet on.
    let scalars = UInt32(0x61)..<UInt32(0x61 + text.vocabularySize)
    vocabulary = try Vocabulary(
      symbols: scalars.compactMap { Unicode.Scalar($0).map(String.init) }, unit: .scalar)
  }

  func run() throws -> BenchmarkAnswer {
    var generator = CharacterGenerator(network, vocabulary)
    try generator.generate(after: [0], length: Self.warmUpCharacters) { _ in true }
    var count = 0
    let clock = ContinuousClock()
    let start = clock.now
    try generator.generate(after: [0], length: .max) { _ in
      count += 1
      return !count.isMultiple(of: 256)
        || start.duration(to: clock.now) < .seconds(request.seconds)
    }
    let seconds = start.duration(to: clock.now) / .seconds(1)
    return BenchmarkAnswer(
      charactersPerSecond: Double(count) / seconds, readBytesPerCharacter: readBytes)
  }

  /// The bytes of the weights that one character needs: all but the input weights, of which it
  /// selects a row.
  private var readBytes: Double {
    let architecture = network.architecture
    let unread = architecture.layers[0].shape
    let read = architecture.layout.count - (unread.inputSize - 1) * unread.gateWidth
    return Double(read * MemoryLayout<Float>.stride)
  }
}
