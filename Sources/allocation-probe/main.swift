import Activations
import BLASMatrices
import Recurrent
import SequenceTraining

// Trains a small network for a given number of updates, unobserved, and prints the last loss.
// `Scripts/check-allocations.sh` counts this program's allocations for N and for 2N updates: they
// are the same number if an update after the first allocates nothing.

/// Windows of made-up tokens, written in place.
struct CyclicSource: WindowSource {
  typealias Scalar = Float

  let steps = 12
  let batchSize = 10
  private var position = 0

  mutating func fill(_ window: WindowBuffer<Float>) -> Bool {
    defer { position += steps }
    let (tokenMemory, targetMemory) = (window.tokens, window.targets)
    var tokens = tokenMemory.mutableSpan
    var targets = targetMemory.mutableSpan
    for step in 0..<steps {
      for row in 0..<batchSize {
        let place = position + step + 5 * row
        tokens[step * batchSize + row] = Int32(place * place % 13)
        targets[step * batchSize + row] = Int32((place + 1) * (place + 1) % 13)
      }
    }
    // A new pass now and then, so that resetting the state is counted too.
    return position.isMultiple(of: 5 * steps)
  }
}

/// The cells of the network called `name`, or nil.
func cells(named name: String) -> [any RecurrentCell<Float>]? {
  switch name {
  case "elman": [ElmanCell<Float>(inputSize: 13, hiddenSize: 24)]
  case "gru": [GRUCell<Float>(inputSize: 13, hiddenSize: 24)]
  case "gru-before": [ResetBeforeGRUCell<Float>(inputSize: 13, hiddenSize: 24)]
  case "stack":
    [
      ElmanCell<Float>(inputSize: 13, hiddenSize: 24),
      GRUCell<Float>(inputSize: 24, hiddenSize: 16),
    ]
  // 72 thousand parameters: the passes over the flat block have two parts.
  case "wide": [ElmanCell<Float>(inputSize: 9_000, hiddenSize: 8)]
  default: nil
  }
}

let arguments = CommandLine.arguments
guard arguments.count == 4, let cells = cells(named: arguments[1]),
  let updates = Int(arguments[2]), updates > 0, let threads = Int(arguments[3]), threads > 0
else {
  print("Usage: allocation-probe elman|gru|gru-before|stack|wide UPDATES THREADS")
  throw ProbeError.usage
}
let architecture = RecurrentArchitecture<Float>(cells: cells, outputSize: 13)
// Zeros take no drawing, which valgrind would spend most of its time on.
let network = RecurrentNetwork(
  architecture: architecture, parameters: ParameterBlock(layout: architecture.layout))
var trainer = Trainer(
  network, TrainingConfiguration(updates: updates, rowsPerShard: 3, threads: threads),
  source: CyclicSource())
var loss = 0.0
while let step = try trainer.next() { loss = step.loss }
print("\(arguments[1]) \(updates) updates on \(threads) threads: loss \(loss)")

/// Why the probe did not run.
enum ProbeError: Error {
  /// The arguments name no network or are not positive numbers.
  case usage
}
