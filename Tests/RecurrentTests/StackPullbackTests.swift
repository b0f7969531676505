import Activations
import BLASMatrices
import Recurrent
import Testing

@Suite struct StackPullbackTests {
  static let batchSize = 2

  @Test(arguments: CellForm.cells)
  func `the Jacobian of a stack's joined state equals finite differences`(form: CellForm) {
    let architecture = form.architecture(
      Activation<Double>.tanh, hiddenSizes: [4, 3], inputs: .values)
    checkJacobian(architecture)
  }

  @Test func `the Jacobian of a stack of different cells equals finite differences`() {
    checkJacobian(
      RecurrentArchitecture<Double>(
        cells: [
          ElmanCell(inputSize: 4, hiddenSize: 4, hidden: .silu),
          ResetBeforeGRUCell(inputSize: 4, hiddenSize: 2),
          GRUCell(inputSize: 2, hiddenSize: 3, candidate: .softmax),
        ], outputSize: 4, inputs: .values))
  }

  @Test(arguments: CellForm.cells)
  func `pulling through a window gives the gradient of its first state`(form: CellForm) {
    let architecture = form.architecture(Activation<Double>.tanh, hiddenSizes: [4, 3])
    let network = RecurrentNetwork(random: architecture)
    let tape = NetworkTape(architecture, steps: 6, batchSize: Self.batchSize)
    tape.fillRandomly(architecture)
    let parameters = network.parameters.view
    architecture.forward(parameters, tape)
    // The same cotangent of the last top state, once through the stack and once as training's.
    let seed = Matrix<Double>(
      rowCount: Self.batchSize, columnCount: 3, elements: [1, -2, 0.5, 0.3, 1, 2])
    let pullback = StackPullback(architecture, batchSize: Self.batchSize, copies: 1)
    let top = pullback.states[1]
    var target = top.mutableView
    target.copy(seed.view)
    for step in (0..<6).reversed() { pullback.pull(parameters, tape, step: step) { _, _ in } }

    architecture.clearStateCotangents(tape)
    for layer in tape.layers {
      var outputs = layer.outputCotangents
      outputs.fill(0)
    }
    let upper = tape.layers[1]
    var last = upper.outputCotangents
    var rows = last.rows(5 * Self.batchSize..<6 * Self.batchSize)
    rows.copy(seed.view)
    let sums = Workspace<Double>(rowCount: 1, columnCount: architecture.layout.count)
    var gradient = MutableParameterView(layout: architecture.layout, elements: sums.mutableView)
    architecture.backward(parameters, tape, gradient: &gradient)
    for layer in 0..<2 {
      let (found, expected) = (pullback.states[layer], tape.layers[layer].stateCotangent)
      #expect(
        normwiseError(Matrix(found.view).elements, Matrix(expected.view).elements) < 1e-13)
    }
  }

  @Test func `layers are visited from the top, and looking changes nothing`() {
    let (network, tape) = EquivalenceTests.network(
      .resetAfterCandidate, Float.self, inputs: .tokens)
    let parameters = network.parameters.view
    network.architecture.forward(parameters, tape)
    let records = tape.layers.map { layer in
      let (records, gates, states) = (layer.records, layer.gates, layer.states)
      return [Matrix(records.view), Matrix(gates.view), Matrix(states.view)]
    }
    let pullback = StackPullback(network.architecture, batchSize: 3, copies: 2)
    let top = pullback.states[1]
    var target = top.mutableView
    target.fill(1)
    var visits: [Int] = []
    var norms: [Double] = []
    pullback.pull(parameters, tape, step: 4) { layer, cotangents in
      visits.append(layer)
      norms.append(cotangents.sumOfSquares)
    }
    #expect(visits == [1, 0])
    // The top's ones, 2 copies * 3 rows * 5 units; and what came down from it at the same step.
    #expect(norms[0] == 30 && norms[1] > 0)
    let after = tape.layers.map { layer in
      let (records, gates, states) = (layer.records, layer.gates, layer.states)
      return [Matrix(records.view), Matrix(gates.view), Matrix(states.view)]
    }
    #expect(records == after)
  }

  private func checkJacobian(_ architecture: RecurrentArchitecture<Double>) {
    let sizes = architecture.layers.map(\.shape.stateSize)
    let joined = sizes.reduce(0, +)
    let network = RecurrentNetwork(random: architecture, bound: 0.9)
    let tape = NetworkTape(architecture, steps: 3, batchSize: Self.batchSize)
    tape.fillRandomly(architecture)
    let parameters = network.parameters.view
    architecture.forward(parameters, tape)

    let pullback = StackPullback(architecture, batchSize: Self.batchSize, copies: joined)
    var unit = 0
    for (layer, size) in sizes.enumerated() {
      let memory = pullback.states[layer]
      for column in 0..<size {
        var block = memory.mutableRows(unit * Self.batchSize..<(unit + 1) * Self.batchSize)
        var one = block.columns(column..<column + 1)
        one.fill(1)
        unit += 1
      }
    }
    pullback.pull(parameters, tape, step: 1) { _, _ in }
    let found = pullback.states.map { Matrix($0.view) }

    // Step 1 alone, from the state before it.
    let single = NetworkTape(architecture, steps: 1, batchSize: Self.batchSize)
    single.copy(tape, firstStep: 1, withState: false)
    let start = tape.layers.map { Matrix($0.state(before: 1)) }
    for (layer, size) in sizes.enumerated() {
      var expected = Matrix<Double>(
        rowCount: joined * Self.batchSize, columnCount: size)
      for column in 0..<size {
        let slopes = centralDifferences(step: 1e-3) { change in
          var states = start
          for row in 0..<Self.batchSize { states[layer][row, column] += change }
          return joinedStep(network, single, from: states)
        }
        for unit in 0..<joined {
          for row in 0..<Self.batchSize {
            expected[unit * Self.batchSize + row, column] = slopes[row, unit]
          }
        }
      }
      let error = normwiseError(found[layer].elements, expected.elements)
      #expect(error < CellJacobianTests.tolerance, "layer \(layer) differs by \(error)")
    }
  }

  /// The states of all layers after one step, side by side.
  private func joinedStep(
    _ network: RecurrentNetwork<Double>, _ tape: NetworkTape<Double>,
    from states: [Matrix<Double>]
  ) -> Matrix<Double> {
    tape.initialState = states
    let parameters = network.parameters.view
    network.architecture.forward(parameters, tape)
    let final = tape.finalState
    let width = final.reduce(0) { $0 + $1.columnCount }
    let elements = (0..<tape.batchSize).flatMap { row in
      final.flatMap { layer in (0..<layer.columnCount).map { layer[row, $0] } }
    }
    return Matrix(rowCount: tape.batchSize, columnCount: width, elements: elements)
  }
}
