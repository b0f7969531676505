import Activations
import BLASMatrices
import Recurrent
import Testing

@Suite struct NetworkTapeSelectingTests {
  @Test(arguments: [InputKind.tokens, .values])
  func `rows of a batch are those of a window of their own`(inputs: InputKind) {
    let (network, tape) = EquivalenceTests.network(
      .resetAfterCandidate, Double.self, inputs: inputs)
    let architecture = network.architecture
    let parameters = network.parameters.view
    architecture.forward(parameters, tape)
    let part = NetworkTape(architecture, rows: 1..<3, of: tape)
    #expect(part.batchSize == 2 && part.steps == tape.steps)
    let copied = part.finalState
    let records = part.layers.map { layer in
      let memory = layer.records
      return Matrix(memory.view)
    }
    // Run again from its own inputs and initial states.
    architecture.forward(parameters, part)
    for (layer, state) in copied.enumerated() {
      #expect(normwiseError(part.finalState[layer].elements, state.elements) < 1e-13)
      let memory = part.layers[layer].records
      #expect(normwiseError(Matrix(memory.view).elements, records[layer].elements) < 1e-13)
      let whole = tape.finalState[layer]
      for row in 0..<2 {
        #expect((0..<whole.columnCount).allSatisfy { state[row, $0] == whole[row + 1, $0] })
      }
    }
    let (found, all) = (part.targets, tape.targets)
    #expect((0..<tape.steps).allSatisfy { found.span[$0 * 2] == all.span[$0 * tape.batchSize + 1] })
  }

  @Test func `rows that are not there are refused`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let (network, tape) = EquivalenceTests.network(.elman, Float.self, inputs: .tokens)
      _ = NetworkTape(network.architecture, rows: 2..<4, of: tape)
    }
    #expect(lastWords(of: result).contains("rows 2..<4 of a tape of 3 rows"))
  }

  @Test func `pulling back some of the copies leaves the others`() {
    let (network, tape) = EquivalenceTests.network(
      .resetBeforeCandidate, Double.self, inputs: .tokens)
    let parameters = network.parameters.view
    network.architecture.forward(parameters, tape)
    let (some, all) = (
      StackPullback(network.architecture, batchSize: 3, copies: 2),
      StackPullback(network.architecture, batchSize: 3, copies: 2)
    )
    for stack in [some, all] {
      for memory in stack.states {
        var view = memory.mutableView
        view.fill(0.5)
      }
    }
    some.pull(parameters, tape, step: 2, copies: 1) { _, rows in #expect(rows.rowCount == 3) }
    all.pull(parameters, tape, step: 2) { _, rows in #expect(rows.rowCount == 6) }
    for (found, expected) in zip(some.states, all.states) {
      let found = Matrix(found.view)
      let expected = Matrix(expected.view)
      let half = 3 * found.columnCount
      #expect(
        normwiseError(Array(found.elements[..<half]), Array(expected.elements[..<half])) < 1e-13)
      #expect(found.elements[half...].allSatisfy { $0 == 0.5 })
    }
  }
}
