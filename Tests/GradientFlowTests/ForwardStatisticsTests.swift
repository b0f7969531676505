import Activations
import BLASMatrices
import Foundation
import GradientFlow
import Recurrent
import Testing

struct ForwardStatisticsTests {
  /// One Elman step without recurrence: the preactivations are `values`.
  private func elman<Scalar: BLASScalar>(
    _ values: [Scalar], _ hidden: Activation<Scalar>
  ) -> ForwardStatistics {
    let size = values.count
    var model = FlowModel<Scalar>(
      recurrent: Matrix(rowCount: size, columnCount: size),
      direction: Array(repeating: 1, count: size), hidden: hidden)
    model.network.parameters["rnn.bias_ih_l0"] = Matrix(
      rowCount: 1, columnCount: size, elements: values)
    model.run(steps: 4, rows: [3, 2])
    return model.statistics
  }

  @Test func `a tanh unit is saturated beyond 1.8184`() {
    // 1 - tanh(a)^2 = .1 at a = 1.81845.
    let statistics = elman([1.8184, 1.8185, -1.8184, -1.8185, 0, 5, -40, 1], .tanh)
    #expect(statistics.saturatedFraction == 4.0 / 8)
    let float = elman([Float(1.8184), 1.8185, 0, 5], .tanh)
    #expect(float.saturatedFraction == 2.0 / 4)
  }

  @Test func `inactive is derivative zero, not small`() {
    #expect(elman([40.0, 5, 0, 1], .tanh).inactiveFraction == 0)
    #expect(elman([40.0, 5, 0, 0.9], .hardTanh).inactiveFraction == 2.0 / 4)
    #expect(elman([1e-30, -1e-30, 0, -3, 7], .relu).inactiveFraction == 3.0 / 5)
  }

  @Test func `relu does not saturate`() {
    let statistics = elman([1.0, -1, 2, -3], .relu)
    #expect(statistics.saturatedFraction == nil)
    #expect(statistics.inactiveFraction == 1.0 / 2)
    #expect(elman([1.0, -1], .leakyReLU()).inactiveFraction == 0)
    #expect(elman([5.0, -0.9, 0.5, 9], .hardTanh).saturatedFraction == 2.0 / 4)
  }

  @Test func `a row-wise activation has neither share`() {
    let statistics = elman([0.0, 1, 2], .softmax)
    #expect(statistics.inactiveFraction == nil)
    #expect(statistics.saturatedFraction == nil)
    #expect(statistics.gateSaturatedFraction.isEmpty)
  }

  @Test func `the share over layers leaves out what has none`() {
    let architecture = RecurrentArchitecture<Double>(
      cells: [
        ElmanCell(inputSize: 2, hiddenSize: 3, hidden: .softmax),
        ElmanCell(inputSize: 3, hiddenSize: 4, hidden: .relu),
        ElmanCell(inputSize: 4, hiddenSize: 2, hidden: .tanh),
      ], outputSize: 2)
    var parameters = ParameterBlock<Double>(layout: architecture.layout)
    parameters["rnn.bias_ih_l1"] = Matrix(rowCount: 1, columnCount: 4, elements: [1, -1, -1, -1])
    parameters["rnn.bias_ih_l2"] = Matrix(rowCount: 1, columnCount: 2, elements: [3, 0])
    var model = FlowModel(RecurrentNetwork(architecture: architecture, parameters: parameters))
    model.run(steps: 3, rows: [2])
    #expect(model.statistics.inactiveFraction == 3.0 / 6)
    #expect(model.statistics.saturatedFraction == 1.0 / 2)
  }

  @Test func `the norms are the top layer's`() {
    // h_t = t (3, 4): norms 5, 10, 15, 20; and back to 5 where the last token takes away.
    var model = FlowModel<Double>(recurrent: .identity(2), direction: [1, 1])
    model.network.parameters["rnn.weight_ih_l0"] = Matrix(
      rowCount: 2, columnCount: 2, elements: [3, -6, 4, -8])
    model.run(steps: 4, rows: [1, 2], token: { row, step in row == 2 && step == 3 ? 1 : 0 })
    let statistics = model.statistics
    #expect(statistics.hiddenMaximum == 20)
    #expect(abs(statistics.hiddenNorm - (20.0 + 20 + 5) / 3) < 1e-14)
  }

  @Test func `a state that is not finite is not hidden`() {
    let infinite = elman([1e300, .infinity], .identity)
    #expect(!infinite.hiddenMaximum.isFinite)
    #expect(!infinite.hiddenNorm.isFinite)
    #expect(elman([1, .nan, 2.0], .identity).hiddenMaximum.isNaN)
  }

  @Test(arguments: [false, true])
  func `a gate is saturated below .05 and above .95`(isResetBefore: Bool) {
    // logit(.95) = 2.94444.
    let reset = [2.9444, 2.9445, -2.9444, -2.9445]
    let update = [0.0, 9, 0, -1]
    let candidate = [3.0, 0, 0, 0]
    let cell: any RecurrentCell<Double> =
      isResetBefore
      ? ResetBeforeGRUCell(inputSize: 2, hiddenSize: 4) : GRUCell(inputSize: 2, hiddenSize: 4)
    let architecture = RecurrentArchitecture<Double>(cells: [cell], outputSize: 2)
    var parameters = ParameterBlock<Double>(layout: architecture.layout)
    parameters["rnn.bias_ih_l0"] = Matrix(
      rowCount: 1, columnCount: 12, elements: reset + update + candidate)
    var model = FlowModel(RecurrentNetwork(architecture: architecture, parameters: parameters))
    model.run(steps: 5, rows: [2, 1])
    let statistics = model.statistics
    #expect(statistics.gateSaturatedFraction == ["reset": 0.5, "update": 0.25])
    #expect(statistics.saturatedFraction == 0.25)
    #expect(statistics.inactiveFraction == 0)
  }

  @Test func `a hard gate is open or shut and of two layers the shares are joined`() {
    let architecture = RecurrentArchitecture<Double>(
      cells: [
        GRUCell(inputSize: 2, hiddenSize: 2, reset: .hardSigmoid),
        GRUCell(inputSize: 2, hiddenSize: 2, reset: .softmax),
      ], outputSize: 2)
    var parameters = ParameterBlock<Double>(layout: architecture.layout)
    parameters["rnn.bias_ih_l0"] = Matrix(
      rowCount: 1, columnCount: 6, elements: [3, 0, 0, 0, 0, 0])
    parameters["rnn.bias_ih_l1"] = Matrix(
      rowCount: 1, columnCount: 6, elements: [9, 0, 0, 0, 0, 0])
    var model = FlowModel(RecurrentNetwork(architecture: architecture, parameters: parameters))
    model.run(steps: 5, rows: [2])
    // One of two in the lower layer; both of the softmax gate, which has values though no record.
    #expect(model.statistics.gateSaturatedFraction == ["reset": 0.75, "update": 0])
  }
}
