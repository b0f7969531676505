import Activations
import BLASMatrices
import Recurrent
import Testing

@Suite struct ParameterBlockTests {
  private let architecture = CellForm.resetAfterCandidate.architecture(
    Activation<Float>.tanh, inputSize: 3, hiddenSizes: [2, 4], outputSize: 5)

  @Test func `tensors have PyTorch's names in PyTorch's order and lie one behind the other`() {
    let tensors = architecture.layout.tensors
    #expect(
      tensors.map(\.name) == [
        "rnn.weight_ih_l0", "rnn.weight_hh_l0", "rnn.bias_ih_l0", "rnn.bias_hh_l0",
        "rnn.weight_ih_l1", "rnn.weight_hh_l1", "rnn.bias_ih_l1", "rnn.bias_hh_l1",
        "readout.weight", "readout.bias",
      ])
    #expect(tensors.map(\.rowCount) == [3, 2, 1, 1, 2, 4, 1, 1, 4, 1])
    #expect(tensors.map(\.columnCount) == [6, 6, 6, 6, 12, 12, 12, 12, 5, 5])
    #expect(
      tensors.map(\.isBias) == [false, false, true, true, false, false, true, true, false, true])
    var offset = 0
    for tensor in tensors {
      #expect(tensor.offset == offset)
      offset += tensor.count
    }
    #expect(architecture.layout.count == offset)
    #expect(architecture.layout.index(of: "rnn.bias_hh_l1") == 7)
    #expect(architecture.layout.index(of: "rnn.bias_hh_l2") == nil)
  }

  @Test func `a tensor is read and set as PyTorch has it, and stored transposed`() {
    var block = ParameterBlock<Float>(layout: architecture.layout)
    let weight = Matrix<Float>(
      rowCount: 6, columnCount: 3, elements: (0..<18).map { Float($0) })
    block["rnn.weight_ih_l0"] = weight
    #expect(block["rnn.weight_ih_l0"] == weight)
    let stored = block.view.matrix(0)
    #expect(Matrix(stored) == weight.transposed)
    #expect(Array(block.elements[0..<6]) == [0, 3, 6, 9, 12, 15])
    #expect(block.elements[18...].allSatisfy { $0 == 0 })
  }

  @Test func `a bias is one row and is not transposed`() {
    var block = ParameterBlock<Float>(layout: architecture.layout)
    let bias = Matrix<Float>(rowCount: 1, columnCount: 5, elements: [1, 2, 3, 4, 5])
    block["readout.bias"] = bias
    #expect(block["readout.bias"] == bias)
    #expect(Array(block.elements.suffix(5)) == [1, 2, 3, 4, 5])
  }

  @Test func `a weight of one input is still a matrix`() {
    let single = CellForm.elman.architecture(
      Activation<Float>.tanh, inputSize: 1, hiddenSizes: [3], outputSize: 2)
    let block = ParameterBlock<Float>(layout: single.layout)
    #expect(block["rnn.weight_ih_l0"].rowCount == 3)
    #expect(block["rnn.weight_ih_l0"].columnCount == 1)
  }

  @Test func `a changed copy leaves the original alone`() {
    let original = RecurrentNetwork(random: architecture)
    var copy = original
    copy.parameters.elements[0] = 7
    #expect(original.parameters != copy.parameters)
    #expect(original.parameters.elements[0] != 7)
    #expect(original.parameters.elements[1...] == copy.parameters.elements[1...])
  }

  @Test func `a block is copied from a view`() {
    let parameters = RecurrentNetwork(random: architecture).parameters
    #expect(ParameterBlock(parameters.view) == parameters)
  }
}
