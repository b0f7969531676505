import Activations
import BLASMatrices
import RealModule
import Recurrent
import Testing

@Suite struct ReadoutTests {
  /// So many outputs that blocks have the smallest size, 32 rows, in both precisions.
  static let outputs = 3000

  @Test(arguments: Precision.allCases)
  func `loss and gradients do not depend on where blocks end`(precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let architecture = CellForm.elman.architecture(
        Activation<Scalar>.tanh, inputSize: 5, hiddenSizes: [6], outputSize: Self.outputs)
      #expect(architecture.readout.blockRows == 32)
      let network = RecurrentNetwork(random: architecture)
      // 75 rows: two whole blocks and one of 11; then the same rows in tapes of less than a block.
      let tape = NetworkTape(architecture, steps: 1, batchSize: 75)
      tape.fillRandomly(architecture)
      let whole = WindowResult(network, tape)
      var (loss, gradient) = (LossSum(), [Double](repeating: 0, count: architecture.layout.count))
      for first in stride(from: 0, to: 75, by: 25) {
        let part = NetworkTape(architecture, steps: 1, batchSize: 25)
        part.copy(tape, firstRow: first)
        let result = WindowResult(network, part)
        loss += result.loss
        for index in gradient.indices {
          gradient[index] += Double(result.gradient.elements[index])
        }
      }
      let tolerance = scalar.tolerance(
        float: EquivalenceTests.float, double: EquivalenceTests.double)
      #expect(whole.loss.count == 75 && whole.lossAlone.count == 75)
      #expect(abs(whole.loss.sum / loss.sum - 1) <= tolerance)
      #expect(abs(whole.lossAlone.sum / loss.sum - 1) <= tolerance)
      for tensor in architecture.layout.tensors {
        let error = normwiseError(
          Array(whole.gradient.elements[tensor.range]), Array(gradient[tensor.range]))
        #expect(error <= tolerance, "\(tensor.name) differs by \(error)")
      }
    }
    check(precision.scalar)
  }

  @Test func `over several blocks the gradients are those of the formula`() {
    let architecture = CellForm.elman.architecture(
      Activation<Double>.identity, inputSize: 5, hiddenSizes: [6], outputSize: Self.outputs)
    var network = RecurrentNetwork(random: architecture)
    network.parameters["rnn.weight_hh_l0"] = Matrix(rowCount: 6, columnCount: 6)
    let tape = NetworkTape(architecture, steps: 7, batchSize: 10)
    tape.fillRandomly(architecture)
    let result = WindowResult(network, tape)

    // dy = softmax(y) - onehot; dW = dyᵀ h as PyTorch has it, db = column sums of dy.
    var cotangent = result.logits
    let targets = tape.targets
    for row in 0..<70 {
      let powers = (0..<Self.outputs).map { Double.exp(cotangent[row, $0]) }
      let sum = powers.reduce(0, +)
      for column in 0..<Self.outputs { cotangent[row, column] = powers[column] / sum }
      cotangent[row, Int(targets.span[row])] -= 1
    }
    let weight = Matrix.product(cotangent.transposed, result.outputs)
    let ones = Matrix<Double>(rowCount: 1, columnCount: 70, repeating: 1)
    let bias = Matrix.product(ones, cotangent)
    let gradient = result.gradient
    #expect(normwiseError(gradient["readout.weight"].elements, weight.elements) < 1e-12)
    #expect(normwiseError(gradient["readout.bias"].elements, bias.elements) < 1e-12)
    // Units of slope 1 without a way through time: what reaches the hidden states is the gates'
    // cotangent.
    let top = tape.layers[0]
    let hidden = Matrix.product(cotangent, network.parameters["readout.weight"])
    #expect(normwiseError(Matrix(top.gatesView).elements, hidden.elements) < 1e-12)
  }

  @Test func `gradients are added to what is there`() {
    let architecture = CellForm.resetBeforeCandidate.architecture(
      Activation<Double>.tanh, hiddenSizes: [3])
    let network = RecurrentNetwork(random: architecture)
    let tape = NetworkTape(architecture, steps: 3, batchSize: 2)
    tape.fillRandomly(architecture)
    let once = WindowResult(network, tape).gradient
    let memory = Workspace<Double>(rowCount: 1, columnCount: architecture.layout.count)
    let parameters = network.parameters.view
    for _ in 0..<2 {
      architecture.forward(parameters, tape)
      var sums = MutableParameterView(layout: architecture.layout, elements: memory.mutableView)
      _ = architecture.lossAndGradient(parameters, tape, gradient: &sums)
    }
    let twice = once.elements.map { 2 * $0 }
    #expect(normwiseError(Matrix(memory.view).elements, twice) < 1e-14)
  }

  @Test func `a block is never larger than the window`() {
    let readout = CellForm.elman.architecture(Activation<Float>.tanh, hiddenSizes: [3]).readout
    #expect(readout.makeScratch(rows: 10).rowCount == 10)
    #expect(readout.makeScratch(rows: 1_000_000).rowCount == readout.blockRows)
    #expect(readout.blockRows == 262_144 / 16)
  }

  @Test func `the mean of no loss is not a number`() {
    #expect(LossSum().mean.isNaN)
    #expect(LossSum(sum: 6, count: 4).mean == 1.5)
  }
}
