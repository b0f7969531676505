import Activations
import BLASMatrices
import GradientFlow
import Recurrent
import Testing

struct GateStatisticsTests {
  /// Gate values without recurrence, through an activation that leaves them as they are.
  private func model(_ values: [Double], isResetBefore: Bool = false) -> FlowModel<Double> {
    let cell: any RecurrentCell<Double> =
      isResetBefore
      ? ResetBeforeGRUCell(
        inputSize: 2, hiddenSize: 4, reset: .identity, update: .identity, candidate: .relu)
      : GRUCell(inputSize: 2, hiddenSize: 4, reset: .identity, update: .identity, candidate: .relu)
    let architecture = RecurrentArchitecture<Double>(cells: [cell], outputSize: 2)
    var parameters = ParameterBlock<Double>(layout: architecture.layout)
    parameters["rnn.bias_ih_l0"] = Matrix(rowCount: 1, columnCount: 12, elements: values)
    var model = FlowModel(RecurrentNetwork(architecture: architecture, parameters: parameters))
    model.run(steps: 3, rows: [2, 1])
    return model
  }

  @Test(arguments: [false, true])
  func `means, openness and histogram are those of the gate's values`(isResetBefore: Bool) {
    let model = model(
      [0.01, 0.96, 1, 0.5, 0.25, 0.25, 0.75, 0.75, 1, -1, -1, 1], isResetBefore: isResetBefore)
    let found = GateStatistics.all(model.network.architecture, model.tapes)
    #expect(found.map(\.gate) == ["reset", "update"])
    #expect(abs(found[0].mean - 2.47 / 4) < 1e-14)
    #expect(found[0].openFraction == 0.5)
    #expect(found[0].shutFraction == 0.25)
    #expect(found[0].histogram.reduce(0, +) == 4 * 9)
    #expect(found[0].histogram[10] == 9)
    #expect(found[1].mean == 0.5)
    #expect(found[1].histogram[5] == 18 && found[1].histogram[15] == 18)
    #expect(found[1].openFraction == 0 && found[1].shutFraction == 0)
    #expect(found[1].key(layerCount: 1) == "update")
    #expect(found[1].key(layerCount: 3) == "1.update")
  }

  @Test func `of a stack each layer with gates is told apart`() {
    let architecture = RecurrentArchitecture<Float>(
      cells: [
        ElmanCell(inputSize: 2, hiddenSize: 3), GRUCell(inputSize: 3, hiddenSize: 2),
        GRUCell(inputSize: 2, hiddenSize: 2, reset: .softmax),
      ], outputSize: 2)
    var model = FlowModel(
      RecurrentNetwork(
        architecture: architecture, parameters: ParameterBlock(layout: architecture.layout)))
    model.run(steps: 2, rows: [1])
    let found = GateStatistics.all(architecture, model.tapes)
    #expect(
      found.map { $0.key(layerCount: 3) } == ["2.reset", "2.update", "3.reset", "3.update"])
    #expect(found.allSatisfy { $0.mean == 0.5 })
  }

  @Test func `the derivatives of the hidden units fill twenty bins`() {
    // relu of the candidates 1, -1, -1, 1.
    let gru = model([0, 0, 0, 0, 0, 0, 0, 0, 1, -1, -1, 1])
    let found = DerivativeHistogram(gru.network.architecture, gru.tapes)
    var expected = Array(repeating: 0, count: 20)
    expected[0] = 2 * 9
    expected[19] = 2 * 9
    #expect(found.countsByLayer == [expected])
    #expect(found.counts == expected)
  }

  @Test func `a row-wise activation has no derivative to count`() {
    var softmax = FlowModel<Float>(recurrent: .identity(3), direction: [1, 1, 1], hidden: .softmax)
    softmax.run(steps: 2, rows: [1])
    let none = DerivativeHistogram(softmax.network.architecture, softmax.tapes)
    #expect(none.countsByLayer == [nil])
    #expect(none.counts == nil)
    // 1 - tanh² at the origin is 1, and of identity always.
    var tanh = FlowModel<Float>(recurrent: .identity(3), direction: [1, 1, 1], hidden: .tanh)
    tanh.run(steps: 2, rows: [1])
    let ones = DerivativeHistogram(tanh.network.architecture, tanh.tapes)
    #expect(ones.counts?.last == 6)
    #expect(ones.counts?.reduce(0, +) == 6)
  }
}
