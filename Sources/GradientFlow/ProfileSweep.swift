import BLASMatrices
import RealModule
import Recurrent

/// One backward pass of state cotangents over a tape, from the last step to the first.
///
/// It reads the tape and writes its own memory, so that the sweeps of several tapes may run at the
/// same time.
final class ProfileSweep<Scalar: BLASScalar> {
  /// What was found, a trace for each row; empty before the pass.
  private(set) var traces: [RowTrace] = []
  private let architecture: RecurrentArchitecture<Scalar>
  private let tape: NetworkTape<Scalar>
  private let source: LagProfile.Source
  private let seed: UInt64
  private let firstRow: Int
  private let cotangents: ScaledCotangents<Scalar>
  /// The step after which each row's cotangent is injected.
  private var startSteps: [Int]

  /// Prepares a pass.
  ///
  /// - Parameter firstRow: which row of the batch is the tape's first; rows are keyed by their
  ///   place in the batch, so that the cut into shards does not show.
  init(
    _ architecture: RecurrentArchitecture<Scalar>, _ tape: NetworkTape<Scalar>,
    source: LagProfile.Source, seed: UInt64, firstRow: Int
  ) {
    self.architecture = architecture
    self.tape = tape
    self.source = source
    self.seed = seed
    self.firstRow = firstRow
    cotangents = ScaledCotangents(architecture, batchSize: tape.batchSize)
    startSteps = Array(repeating: tape.steps - 1, count: tape.batchSize)
  }

  /// A sweep for each tape of a batch, in the order of rows.
  static func all(
    _ architecture: RecurrentArchitecture<Scalar>, _ tapes: [NetworkTape<Scalar>],
    source: LagProfile.Source, seed: UInt64
  ) -> [ProfileSweep] {
    var firstRow = 0
    return tapes.map { tape in
      defer { firstRow += tape.batchSize }
      return ProfileSweep(architecture, tape, source: source, seed: seed, firstRow: firstRow)
    }
  }

  /// Goes back through the window, renormalising each row at each step.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func run(_ parameters: borrowing ParameterView<Scalar>) {
    if source == .lossAtRandomStep {
      for row in startSteps.indices {
        var random = KeyedRandom(
          seed: seed, purpose: "loss step", index: UInt64(firstRow + row))
        startSteps[row] = Int(random.nextUniform() * Double(tape.steps))
      }
    }
    let layers = architecture.layers.count
    var traces = startSteps.map { RowTrace(layers: layers, lags: $0 + 1) }
    for step in (0..<tape.steps).reversed() {
      if startSteps.contains(step) { inject(parameters, step: step) }
      cotangents.stack.pull(parameters, tape, step: step) { layer, rows in
        for row in traces.indices where step <= startSteps[row] {
          traces[row].logNorms[layer].append(
            cotangents.logNorm(rows, layer: layer, row: row))
        }
      }
      cotangents.normalize()
    }
    self.traces = traces
  }

  /// Sets the cotangent of the top layer's hidden state after `step`, for the rows that start
  /// there.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func inject(_ parameters: borrowing ParameterView<Scalar>, step: Int) {
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
