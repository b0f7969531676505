import Activations
import BLASMatrices
import GradientFlow
import Recurrent
import Testing

struct DeadUnitsTests {
  /// Eight relu units without recurrence: 0...2 are active, 3 and 4 only after token 1, 5...7 never.
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
    for tape in model.tapes { dead.observe(tape) }
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

  @Test func `a unit is dead only if no sample was alive`() {
    var model = model()
    var dead = DeadUnits(model.network.architecture)
    windows(&model, &dead, steps: 100, rows: [6, 5])
    #expect(dead.fraction == 5.0 / 8)
    // One row at one step of the last shard is enough.
    windows(&model, &dead, steps: 100, rows: [6, 5], token: { $0 == 10 && $1 == 99 ? 1 : 0 })
    #expect(dead.fraction == 3.0 / 8)
    windows(&model, &dead, steps: 100, rows: [6, 5])
    #expect(dead.fraction == 3.0 / 8)
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
