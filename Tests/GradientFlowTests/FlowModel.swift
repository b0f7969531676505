import Activations
import BLASMatrices
import Recurrent

/// Two-class Elman networks whose numbers are written down, and windows run through them.
///
/// With two classes the gradient of a row's loss with respect to h is always a multiple of
/// `direction`, whatever the probabilities are, so that a profile depends on W_hh alone.
struct FlowModel<Scalar: BLASScalar> {
  var network: RecurrentNetwork<Scalar>
  var tapes: [NetworkTape<Scalar>] = []

  /// One layer with W_hh = `recurrent` ([out x in]); all states are zero.
  ///
  /// - Parameter direction: readout weights of class 1, H numbers; those of class 0 are zero.
  init(
    recurrent: Matrix<Scalar>, direction: [Scalar], hidden: Activation<Scalar> = .identity
  ) {
    let architecture = RecurrentArchitecture<Scalar>(
      cells: [ElmanCell(inputSize: 2, hiddenSize: direction.count, hidden: hidden)],
      outputSize: 2)
    var parameters = ParameterBlock<Scalar>(layout: architecture.layout)
    parameters["rnn.weight_hh_l0"] = recurrent
    parameters["readout.weight"] = Matrix(
      rowCount: 2, columnCount: direction.count,
      elements: Array(repeating: 0, count: direction.count) + direction)
    network = RecurrentNetwork(architecture: architecture, parameters: parameters)
  }

  init(_ network: RecurrentNetwork<Scalar>) { self.network = network }

  /// Runs a window of shards of `rows` rows from zero states.
  ///
  /// - Parameters:
  ///   - token: of a row, counted over all shards, at a step.
  mutating func run(
    steps: Int, rows: [Int], token: (_ row: Int, _ step: Int) -> Int = { _, _ in 0 },
    target: (_ row: Int, _ step: Int) -> Int = { _, _ in 0 }
  ) {
    let network = network
    var firstRow = 0
    var tapes: [NetworkTape<Scalar>] = []
    for count in rows {
      let tape = NetworkTape(network.architecture, steps: steps, batchSize: count)
      let (tokenMemory, targetMemory) = (tape.tokens, tape.targets)
      var tokens = tokenMemory.mutableSpan
      var targets = targetMemory.mutableSpan
      for step in 0..<steps {
        for row in 0..<count {
          tokens[step * count + row] = Int32(token(firstRow + row, step))
          targets[step * count + row] = Int32(target(firstRow + row, step))
        }
      }
      let parameters = network.parameters.view
      network.architecture.forward(parameters, tape)
      tapes.append(tape)
      firstRow += count
    }
    self.tapes = tapes
  }
}
