import BLASMatrices
import RealModule
import Recurrent

/// One backward pass of state cotangents over a tape, from the last step to the first.
final class ProfileSweep<Scalar: BLASScalar> {
  private let architecture: RecurrentArchitecture<Scalar>
  private let tape: NetworkTape<Scalar>
  private let stack: StackPullback<Scalar>
  /// What has been divided out of each row, as a logarithm.
  private var logScales: [Double]

  init(_ architecture: RecurrentArchitecture<Scalar>, _ tape: NetworkTape<Scalar>) {
    self.architecture = architecture
    self.tape = tape
    stack = StackPullback(architecture, batchSize: tape.batchSize, copies: 1)
    logScales = Array(repeating: 0, count: tape.batchSize)
  }

  /// Sets the cotangent of the top layer's last hidden state.
  func inject(
    _ source: LagProfile.Source, _ parameters: borrowing ParameterView<Scalar>,
    seed: UInt64, firstRow: Int
  ) {
    let memory = stack.states[architecture.layers.count - 1]
    let width = architecture.readout.inputSize
    var whole = memory.mutableView
    var hidden = whole.columns(0..<width)
    switch source {
    case .loss:
      setLossGradient(parameters, &hidden)
      // Before the first step back, which would round the subnormal numbers that a nearly
      // saturated softmax leaves.
      normalize()
    case .randomDirection:
      for row in 0..<tape.batchSize {
        // Keyed by the row of the batch, so that the cut into shards does not show.
        var random = KeyedRandom(
          seed: seed, purpose: "lag profile", index: UInt64(firstRow + row))
        var direction = hidden[row]
        for index in direction.indices { direction[index] = Scalar(random.nextNormal()) }
      }
      normalize()
      logScales = Array(repeating: 0, count: tape.batchSize)
    }
  }

  /// dL_T/dh_T = (softmax(y) - onehot(target)) Wᵀ for the last step of the window.
  private func setLossGradient(
    _ parameters: borrowing ParameterView<Scalar>, _ hidden: inout MutableRows<Scalar>
  ) {
    let (readout, tape) = (architecture.readout, tape)
    let lastStep = (tape.steps - 1) * tape.batchSize..<tape.steps * tape.batchSize
    let scratch = Workspace<Scalar>(rowCount: tape.batchSize, columnCount: readout.outputSize)
    var logits = scratch.mutableView
    readout.setLogits(
      parameters, hidden: architecture.topHidden(tape).rows(lastStep), into: &logits)
    let targetMemory = tape.targets
    let targets = targetMemory.span
    for row in 0..<tape.batchSize {
      var values = logits[row]
      _ = SoftmaxCrossEntropy.lossAndGradient(
        &values, target: Int(targets[lastStep.lowerBound + row]))
    }
    readout.setHiddenCotangent(parameters, logits: logits.reading, into: &hidden)
  }

  /// Goes back through the window, renormalising each row at each step.
  func run(_ parameters: borrowing ParameterView<Scalar>) -> [RowTrace] {
    let empty = Array(repeating: [Double](), count: architecture.layers.count)
    var traces = Array(repeating: RowTrace(logNorms: empty), count: tape.batchSize)
    for step in (0..<tape.steps).reversed() {
      stack.pull(parameters, tape, step: step) { layer, cotangents in
        let hidden = cotangents.columns(0..<architecture.layers[layer].shape.hiddenSize)
        for row in traces.indices {
          traces[row].logNorms[layer].append(
            logScales[row] + Double.log(hidden.norm(ofRow: row)))
        }
      }
      normalize()
    }
    return traces
  }

  /// Brings the joined cotangent of each row to a norm in [1, 2) and remembers the logarithm.
  ///
  /// Powers of two round nothing; two steps, because a subnormal norm (a softmax that is nearly
  /// saturated) has no finite reciprocal in Float.
  private func normalize() {
    for row in logScales.indices {
      let squares = stack.states.reduce(0.0) { $0 + LaneReductions.sumOfSquares($1.view[row]) }
      let norm = squares.squareRoot()
      guard norm > 0, norm.isFinite else { continue }
      let exponent = Int(norm.exponent)
      let half = exponent / 2
      for memory in stack.states {
        var rows = memory.mutableRows(row..<row + 1)
        rows.scale(by: Scalar(sign: .plus, exponent: Scalar.Exponent(-half), significand: 1))
        rows.scale(
          by: Scalar(sign: .plus, exponent: Scalar.Exponent(half - exponent), significand: 1))
      }
      logScales[row] += Double(exponent) * Double.log(2)
    }
  }
}
