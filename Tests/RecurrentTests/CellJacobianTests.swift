import Activations
import BLASMatrices
import Recurrent
import Testing

/// Jacobians made from `pullback` alone: cotangents are the rows of the identity.
@Suite struct CellJacobianTests {
  /// Central differences of order e⁴ with e = 1e-3.
  static let tolerance = 1e-9
  static let batchSize = 2
  static let hiddenSize = 4

  @Test(
    arguments: CellForm.allCases, ["tanh", "softmax", "silu"])
  func `the Jacobian of a step equals finite differences`(form: CellForm, name: String) throws {
    let architecture = form.architecture(
      try activation(name, Double.self), inputSize: 3, hiddenSizes: [Self.hiddenSize],
      inputs: .values)
    let network = RecurrentNetwork(random: architecture, bound: 0.9)
    let tape = NetworkTape(architecture, steps: 1, batchSize: Self.batchSize)
    tape.fillRandomly(architecture)
    let (byState, byInput) = jacobians(network, tape)

    let start = tape.initialState[0]
    var expected = Matrix<Double>(
      rowCount: byState.rowCount, columnCount: byState.columnCount)
    for column in 0..<Self.hiddenSize {
      let slopes = differences { change in
        var state = start
        for row in 0..<Self.batchSize { state[row, column] += change }
        return next(network, tape, from: state)
      }
      fill(&expected, column: column, with: slopes)
    }
    tape.initialState = [start]
    #expect(normwiseError(byState.elements, expected.elements) < Self.tolerance)

    let memory = tape.values
    let inputs = Matrix(memory.view)
    var expectedByInput = Matrix<Double>(
      rowCount: byInput.rowCount, columnCount: byInput.columnCount)
    for column in 0..<architecture.inputSize {
      let slopes = differences { change in
        var changed = inputs
        for row in 0..<Self.batchSize { changed[row, column] += change }
        let memory = tape.values
        var target = memory.mutableView
        target.copy(changed.view)
        return next(network, tape, from: start)
      }
      fill(&expectedByInput, column: column, with: slopes)
    }
    #expect(normwiseError(byInput.elements, expectedByInput.elements) < Self.tolerance)
  }

  /// dh'/dh and dh'/dx, [H*B x .]: row c * B + b is the gradient of unit c of row b.
  private func jacobians(
    _ network: RecurrentNetwork<Double>, _ tape: NetworkTape<Double>
  ) -> (Matrix<Double>, Matrix<Double>) {
    let architecture = network.architecture
    let layer = architecture.layers[0]
    let parameters = network.parameters.view
    architecture.forward(parameters, tape)
    let weights = layer.weights(in: parameters)
    let rows = Self.hiddenSize * Self.batchSize
    var state = Matrix<Double>(rowCount: rows, columnCount: Self.hiddenSize)
    for unit in 0..<Self.hiddenSize {
      for row in 0..<Self.batchSize { state[unit * Self.batchSize + row, unit] = 1 }
    }
    var inputGates = Matrix<Double>(
      rowCount: rows, columnCount: layer.shape.gateWidth, repeating: .nan)
    var hiddenGates = Matrix<Double>(
      rowCount: layer.shape.hasSeparateGates ? rows : 0, columnCount: layer.shape.gateWidth,
      repeating: .nan)
    let layerTape = tape.layers[0]
    let records = layerTape.records
    var stateView = state.mutableView
    var inputView = inputGates.mutableView
    var hiddenView = hiddenGates.mutableView
    layer.cell.pullback(
      weights, previous: layerTape.state(before: 0), record: records.view,
      copies: Self.hiddenSize, state: &stateView, inputGates: &inputView,
      hiddenGates: &hiddenView)
    var byInput = Matrix<Double>(rowCount: rows, columnCount: architecture.inputSize)
    var target = byInput.mutableView
    target.setProduct(inputGates.view, weights.weightIH.transposed)
    return (state, byInput)
  }

  private func next(
    _ network: RecurrentNetwork<Double>, _ tape: NetworkTape<Double>, from state: Matrix<Double>
  ) -> Matrix<Double> {
    tape.initialState = [state]
    let parameters = network.parameters.view
    network.architecture.forward(parameters, tape)
    return tape.finalState[0]
  }

  private func differences(_ evaluate: (Double) -> Matrix<Double>) -> Matrix<Double> {
    centralDifferences(step: 1e-3, evaluate)
  }

  private func fill(
    _ jacobian: inout Matrix<Double>, column: Int, with slopes: Matrix<Double>
  ) {
    for unit in 0..<Self.hiddenSize {
      for row in 0..<Self.batchSize {
        jacobian[unit * Self.batchSize + row, column] = slopes[row, unit]
      }
    }
  }
}
