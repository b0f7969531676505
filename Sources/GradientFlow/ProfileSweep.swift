import BLASMatrices
import RealModule
import Recurrent

/// One backward pass of state cotangents over a tape, from the last step to the first.
final class ProfileSweep<Scalar: BLASScalar> {
  private let architecture: RecurrentArchitecture<Scalar>
  private let tape: NetworkTape<Scalar>
  private let cotangents: ScaledCotangents<Scalar>
  /// The step after which each row's cotangent is injected.
  private var startSteps: [Int]

  init(_ architecture: RecurrentArchitecture<Scalar>, _ tape: NetworkTape<Scalar>) {
    self.architecture = architecture
    self.tape = tape
    cotangents = ScaledCotangents(architecture, batchSize: tape.batchSize)
    startSteps = Array(repeating: tape.steps - 1, count: tape.batchSize)
  }

  /// Goes back through the window, renormalising each row at each step.
  ///
  /// Rows are keyed by their place in the batch, so that the cut into shards does not show.
  func run(
    _ source: LagProfile.Source, _ parameters: borrowing ParameterView<Scalar>, seed: UInt64,
    firstRow: Int
  ) -> [RowTrace] {
    if source == .lossAtRandomStep {
      for row in startSteps.indices {
        var random = KeyedRandom(
          seed: seed, purpose: "loss step", index: UInt64(firstRow + row))
        startSteps[row] = Int(random.nextUniform() * Double(tape.steps))
      }
    }
    let empty = Array(repeating: [Double](), count: architecture.layers.count)
    var traces = Array(repeating: RowTrace(logNorms: empty), count: tape.batchSize)
    for step in (0..<tape.steps).reversed() {
      if startSteps.contains(step) {
        inject(source, parameters, step: step, seed: seed, firstRow: firstRow)
      }
      cotangents.stack.pull(parameters, tape, step: step) { layer, rows in
        for row in traces.indices where step <= startSteps[row] {
          traces[row].logNorms[layer].append(
            cotangents.logNorm(rows, layer: layer, row: row))
        }
      }
      cotangents.normalize()
    }
    return traces
  }

  /// Sets the cotangent of the top layer's hidden state after `step`, for the rows that start there.
  private func inject(
    _ source: LagProfile.Source, _ parameters: borrowing ParameterView<Scalar>, step: Int,
    seed: UInt64, firstRow: Int
  ) {
    let width = architecture.readout.inputSize
    let scratch = Workspace<Scalar>(rowCount: tape.batchSize, columnCount: width)
    var hidden = scratch.mutableView
    if source == .randomDirection {
      for row in startSteps.indices {
        var random = KeyedRandom(
          seed: seed, purpose: "lag profile", index: UInt64(firstRow + row))
        var direction = hidden[row]
        for index in direction.indices { direction[index] = Scalar(random.nextNormal()) }
      }
    } else {
      architecture.setLossCotangent(parameters, tape, step: step, into: &hidden)
    }
    let top = cotangents.stack.states[architecture.layers.count - 1]
    for row in startSteps.indices where startSteps[row] == step {
      var target = top.mutableRows(row..<row + 1)
      var columns = target.columns(0..<width)
      columns.copy(hidden.reading.rows(row..<row + 1))
      // Before the first step back, which would round the subnormal numbers that a nearly
      // saturated softmax leaves.
      cotangents.normalize(row: row)
      if source == .randomDirection { cotangents.resetScale(row: row) }
    }
  }
}
