import Activations
import Recurrent

/// What is to be measured, as a line of the input says it.
struct BenchmarkRequest: Decodable {
  /// The kinds of measurement.
  enum Kind: String, Decodable {
    /// Training: characters per second.
    case train
    /// The matrix products of the same step alone, as BLAS does them in one call per step.
    case floor
    /// Sampling with one stream: characters per second.
    case sample
    /// Training steps with an activation beside those with tanh.
    case activation
    /// Training, and its peak of memory; a process that has done anything else gives less.
    case memory
  }

  var what: Kind
  /// `elman` or `gru`.
  var cell: String
  /// The activation of the hidden units, a name or an expression; `closure` for one in Swift,
  /// `closure-with-if` for one that chooses, and `closure-of-numbers` for the first over dual
  /// numbers.
  var hidden: String
  var hiddenSize: Int
  /// How many layers; one where it is left out.
  var layers: Int?
  var batchSize: Int
  var steps: Int
  var threads: Int
  /// How long to measure, after the warm-up.
  var seconds: Double

  /// The cells, the lowest first.
  func makeCells(inputSize: Int) throws -> [any RecurrentCell<Float>] {
    let activation = try Self.activation(hidden)
    return (0..<(layers ?? 1)).map { layer in
      let inputs = layer == 0 ? inputSize : hiddenSize
      return cell == "gru"
        ? GRUCell(inputSize: inputs, hiddenSize: hiddenSize, candidate: activation)
        : ElmanCell(inputSize: inputs, hiddenSize: hiddenSize, hidden: activation)
    }
  }

  private static func activation(_ text: String) throws -> Activation<Float> {
    // Eight operations, two of them transcendental.
    switch text {
    case "closure":
      return Activation("closure") { x in tanh(x) * (1 / (1 + exp(-1.5 * x))) + 0.1 * x }
    case "closure-with-if":
      return Activation("closure-with-if") { x in x > 0 ? tanh(x) : 0.1 * (exp(x) - 1) }
    case "closure-of-numbers":
      return Activation("closure") { (x: Dual) in
        tanh(x) * (1 / (1 + exp(-1.5 * x))) + 0.1 * x
      }
    default: return try Activation(parsing: text)
    }
  }
}

/// What was measured.
struct BenchmarkAnswer: Encodable {
  var charactersPerSecond: Double?
  /// Seconds of one update, where there are updates.
  var secondsPerUpdate: Double?
  /// The time of a step over that with tanh.
  var stepOverTanh: Double?
  /// The loss at the end: a benchmark of a training that does not learn says nothing.
  var loss: Double?
  /// What one sampled character reads of the weights.
  var readBytesPerCharacter: Double?
  /// The peak of memory above a process that trained nothing.
  var peakBytes: Double?
  /// The bytes of the weights, how many blocks of that size training needs, and the bytes of the
  /// tapes: what the peak is compared with.
  var weightBytes: Double?
  var blockCount: Int?
  var tapeBytes: Double?
}
