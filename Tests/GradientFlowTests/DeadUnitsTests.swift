import Activations
import BLASMatrices
import GradientFlow
import Recurrent
import Testing

struct DeadUnitsTests {
  /// Eight relu units without recurrence: 0...2 are active, 3 and 4 only after token 1, 5...7
  /// never.
  private func model() -> FlowModel<Float> {
    var model = FlowModel<Float>(
      recurrent: Matrix(rowCount: 8, columnCount: 8), direction: Array(repeating: 1, count: 8),
      hidden: .relu)
    let bias: [Float] = [1, 1, 1, -1, -1, -1e30, -1e30, -1e30]
    model.network.parameters["rnn.bias_hh_l0"] = Matrix(
      rowCount: 1, columnCount: 8, elements: bias)
    model.network.parameters["rnn.weight_ih_l0"] = Matrix(
      rowCount: 8, columnCount: 2, elements: (0..<8).flatMap { _ in [Float(0), 2] })
    return model
  }

  private func windows<Scalar>(
    _ model: inout FlowModel<Scalar>, _ dead: inout DeadUnits, steps: Int, rows: [Int],
    token: (Int, Int) -> Int = { _, _ in 0 }
  ) {
    model.run(steps: steps, rows: rows, token: token)
    dead.observe(model.tapes)
  }

  @Test func `fewer than a thousand samples say nothing`() {
    var model = model()
    var dead = DeadUnits(model.network.architecture)
    #expect(dead.fraction == nil)
    windows(&model, &dead, steps: 27, rows: [20, 17])
    #expect(dead.fraction == nil)
    // 999 so far; one more row at one step.
    windows(&model, &dead, steps: 1, rows: [1])
    #expect(dead.fraction == 5.0 / 8)
  }

  @Test func `a unit is dead only if no sample of the window was alive`() {
    var model = model()
    var dead = DeadUnits(model.network.architecture)
    windows(&model, &dead, steps: 100, rows: [6, 5])
    #expect(dead.fraction == 5.0 / 8)
    // One row at one step of the last shard is enough.
    windows(&model, &dead, steps: 100, rows: [6, 5], token: { $0 == 10 && $1 == 99 ? 1 : 0 })
    #expect(dead.fraction == 3.0 / 8)
    // What came before a window of a thousand samples does not matter.
    windows(&model, &dead, steps: 100, rows: [6, 5])
    #expect(dead.fraction == 5.0 / 8)
  }

  @Test func `as many small windows count as have a thousand samples`() {
    #expect(DeadUnits.windowCount(samples: 999) == 2)
    #expect(DeadUnits.windowCount(samples: 1_000) == 1)
    #expect(DeadUnits.windowCount(samples: 333) == 4)
    var model = model()
    var dead = DeadUnits(model.network.architecture)
    // 333 samples each; units 3 and 4 are alive in the second window only.
    var fractions: [Double?] = []
    for window in 0..<7 {
      windows(&model, &dead, steps: 111, rows: [2, 1], token: { _, _ in window == 1 ? 1 : 0 })
      fractions.append(dead.fraction)
    }
    let expected: [Double?] = [nil, nil, nil, 0.375, 0.375, 0.625, 0.625]
    #expect(fractions == expected)
  }

  @Test func `counting can start anew`() {
    var model = model()
    var dead = DeadUnits(model.network.architecture)
    windows(&model, &dead, steps: 100, rows: [11], token: { _, _ in 1 })
    #expect(dead.fraction == 3.0 / 8)
    dead.restart()
    #expect(dead.fraction == nil)
    windows(&model, &dead, steps: 100, rows: [11])
    #expect(dead.fraction == 5.0 / 8)
  }

  @Test func `all layers are counted together`() {
    let architecture = RecurrentArchitecture<Float>(
      cells: [
        ElmanCell(inputSize: 2, hiddenSize: 6, hidden: .relu),
        GRUCell(inputSize: 6, hiddenSize: 4, candidate: .relu),
      ], outputSize: 2)
    var parameters = ParameterBlock<Float>(layout: architecture.layout)
    parameters["rnn.bias_ih_l0"] = Matrix(
      rowCount: 1, columnCount: 6, elements: [-1, -1, 1, 1, 1, 1])
    // The blocks of reset and update gate do not matter; of the candidate's one unit is dead.
    parameters["rnn.bias_ih_l1"] = Matrix(
      rowCount: 1, columnCount: 12, elements: [0, 0, 0, 0, 0, 0, 0, 0, -1, 1, 1, 1])
    var model = FlowModel(RecurrentNetwork(architecture: architecture, parameters: parameters))
    var dead = DeadUnits(architecture)
    windows(&model, &dead, steps: 100, rows: [10])
    #expect(dead.fraction == 3.0 / 10)
  }

  @Test func `tanh has no dead units and softmax has nothing to count`() {
    for (activation, expected) in [(Activation<Float>.tanh, 0.0 as Double?), (.softmax, nil)] {
      var model = FlowModel<Float>(
        recurrent: .identity(3), direction: [1, 1, 1], hidden: activation)
      var dead = DeadUnits(model.network.architecture)
      windows(&model, &dead, steps: 100, rows: [10])
      #expect(dead.fraction == expected)
    }
  }
}
