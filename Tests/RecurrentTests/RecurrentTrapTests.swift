import BLASMatrices
import Recurrent
import Testing

/// Misuse stops the program with both sizes in its last words, in every build.
@Suite struct RecurrentTrapTests {
  @Test func `a stack names the widths that do not meet`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = RecurrentArchitecture<Float>(
        cells: [
          ElmanCell(inputSize: 3, hiddenSize: 4), GRUCell(inputSize: 5, hiddenSize: 4),
        ], outputSize: 3)
    }
    #expect(
      lastWords(of: result).contains("layer 1 reads 5 inputs, but layer 0 has 4 hidden units"))
  }

  @Test func `a parameter names its own shape and the one it was given`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let architecture = RecurrentArchitecture<Float>(
        cells: [ElmanCell(inputSize: 3, hiddenSize: 4)], outputSize: 2)
      var block = ParameterBlock<Float>(layout: architecture.layout)
      block["rnn.weight_ih_l0"] = Matrix(rowCount: 3, columnCount: 4)
    }
    #expect(lastWords(of: result).contains("rnn.weight_ih_l0 is [4 x 3], not [3 x 4]"))
  }

  @Test func `an unknown parameter is named`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let architecture = RecurrentArchitecture<Float>(
        cells: [ElmanCell(inputSize: 3, hiddenSize: 4)], outputSize: 2)
      _ = ParameterBlock<Float>(layout: architecture.layout)["rnn.weight_ih_l1"]
    }
    #expect(lastWords(of: result).contains("no parameter is named rnn.weight_ih_l1"))
  }

  @Test func `a parameter block keeps its size`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let architecture = RecurrentArchitecture<Float>(
        cells: [ElmanCell(inputSize: 3, hiddenSize: 4)], outputSize: 2)
      var block = ParameterBlock<Float>(layout: architecture.layout)
      block.elements = [1, 2, 3]
    }
    #expect(lastWords(of: result).contains("3 scalars for 46 parameters"))
  }

  @Test func `a network names both parameter counts`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let one = RecurrentArchitecture<Float>(
        cells: [ElmanCell(inputSize: 3, hiddenSize: 4)], outputSize: 2)
      let other = RecurrentArchitecture<Float>(
        cells: [ElmanCell(inputSize: 4, hiddenSize: 4)], outputSize: 2)
      _ = RecurrentNetwork(architecture: one, parameters: ParameterBlock(layout: other.layout))
    }
    #expect(lastWords(of: result).contains("50 parameters for an architecture of 46"))
  }

  @Test func `a target outside of the classes is named`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var logits = [Float](repeating: 0, count: 3)
      var span = logits.mutableSpan
      _ = SoftmaxCrossEntropy.loss(&span, target: 3)
    }
    #expect(lastWords(of: result).contains("target 3 of 3 classes"))
  }

  @Test func `two parameters of one name are refused`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var layout = ParameterLayout()
      _ = layout.append("a", rowCount: 1, columnCount: 1)
      _ = layout.append("a", rowCount: 2, columnCount: 1)
    }
    #expect(lastWords(of: result).contains("two parameters are named a"))
  }

  @Test func `a stepper refuses a network that reads values`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let architecture = RecurrentArchitecture<Float>(
        cells: [ElmanCell(inputSize: 3, hiddenSize: 4)], outputSize: 2, inputs: .values)
      _ = TokenStepper(
        RecurrentNetwork(
          architecture: architecture, parameters: ParameterBlock(layout: architecture.layout)))
    }
    #expect(lastWords(of: result).contains("the network reads values, not tokens"))
  }

  @Test func `a stack's pullback names the step and the tape`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let architecture = RecurrentArchitecture<Float>(
        cells: [ElmanCell(inputSize: 3, hiddenSize: 4)], outputSize: 2)
      let parameters = ParameterBlock<Float>(layout: architecture.layout)
      let tape = NetworkTape(architecture, steps: 2, batchSize: 3)
      let pullback = StackPullback(architecture, batchSize: 3, copies: 1)
      pullback.pull(parameters.view, tape, step: 2) { _, _ in }
    }
    #expect(
      lastWords(of: result).contains(
        "step 2 of a tape of 2 steps and 3 rows for cotangents of 3 rows"))
  }
}
