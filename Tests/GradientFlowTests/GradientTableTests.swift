import Activations
import BLASMatrices
import Foundation
import GradientFlow
import Recurrent
import Testing

struct GradientTableTests {
  /// Of logarithms.
  private let tolerance = 1e-10

  private func model(_ stack: JacobianProductTests.Stack, steps: Int = 9) -> FlowModel<Double> {
    let architecture = RecurrentArchitecture(cells: stack.cells, outputSize: 5)
    var model = FlowModel(
      RecurrentNetwork(
        architecture: architecture, initialization: .gaussian(gain: 1.3), seed: 5))
    model.run(
      steps: steps, rows: [2], token: { ($0 * 7 + $1 * $1 * 3) % 5 },
      target: { ($0 + $1) % 5 })
    return model
  }

  private func table<Scalar>(_ model: FlowModel<Scalar>, row: Int = 1) -> GradientTable {
    let parameters = model.network.parameters.view
    return GradientTable(model.network.architecture, parameters, model.tapes[0], row: row)
  }

  @Test(arguments: JacobianProductTests.Stack.allCases)
  func `each loss has the profile of a backward pass of its own`(
    stack: JacobianProductTests.Stack
  ) {
    let model = model(stack)
    let table = table(model)
    for last in 0..<9 {
      // The window up to the loss, run again by Recurrent alone, once per lag.
      var short = FlowModel(model.network)
      short.run(
        steps: last + 1, rows: [2], token: { ($0 * 7 + $1 * $1 * 3) % 5 },
        target: { ($0 + $1) % 5 })
      let norms = SeparatePasses(network: model.network, tape: short.tapes[0]).norms(row: 1)
      for layer in stack.cells.indices {
        #expect(distance(table.logNorms[layer][last], norms[layer].map { log($0) }) < tolerance)
      }
    }
  }

  @Test func `the last steps of a window have the numbers that they have among all`() {
    let model = model(.gru)
    let parameters = model.network.parameters.view
    let whole = table(model)
    for count in [1, 4, 9] {
      let last = GradientTable(
        model.network.architecture, parameters, model.tapes[0], row: 1, lastSteps: count)
      for layer in whole.logNorms.indices {
        #expect(last.logTotals[layer] == Array(whole.logTotals[layer].suffix(count)))
        #expect(
          last.logNorms[layer]
            == whole.logNorms[layer].suffix(count).enumerated().map { Array($1.prefix($0 + 1)) })
      }
    }
  }

  private static func tableOfNine(lastSteps count: Int) -> GradientTable {
    var model = FlowModel<Double>(recurrent: Matrix(rowCount: 1, columnCount: 1), direction: [1])
    model.run(steps: 9, rows: [1])
    let parameters = model.network.parameters.view
    return GradientTable(
      model.network.architecture, parameters, model.tapes[0], row: 0, lastSteps: count)
  }

  @Test func `no table of more steps than the window has, or of none`() async {
    #expect(Self.tableOfNine(lastSteps: 9).logTotals[0].count == 9)
    await #expect(processExitsWith: .failure) {
      _ = GradientTableTests.tableOfNine(lastSteps: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = GradientTableTests.tableOfNine(lastSteps: 10)
    }
  }

  @Test(arguments: JacobianProductTests.Stack.allCases)
  func `the sum over losses is the gradient of training`(stack: JacobianProductTests.Stack) {
    let model = model(stack)
    let (architecture, tape) = (model.network.architecture, model.tapes[0])
    let parameters = model.network.parameters.view
    let table = table(model)
    // One pass with the loss of every step injected where it is.
    let memory = Workspace<Double>(rowCount: 1, columnCount: architecture.layout.count)
    var gradient = MutableParameterView(
      layout: architecture.layout, elements: memory.mutableView)
    _ = architecture.lossAndGradient(parameters, tape, gradient: &gradient)
    let trained = tape.layers.map { layer in
      let memory = layer.stateCotangent
      return Matrix(memory.view)
    }
    let losses = lossCotangents(architecture, parameters, tape)
    let pullback = StackPullback(architecture, batchSize: 2, copies: 1)
    let top = pullback.states[stack.cells.count - 1]
    for step in (0..<9).reversed() {
      var cotangent = top.mutableView
      var hidden = cotangent.columns(0..<losses.columnCount)
      hidden.add(losses.view.rows(step * 2..<step * 2 + 2))
      pullback.pull(parameters, tape, step: step) { layer, rows in
        let width = architecture.layers[layer].shape.hiddenSize
        let norm = rows.columns(0..<width).norm(ofRow: 1)
        #expect(abs(table.logTotals[layer][step] - log(norm)) < tolerance)
      }
    }
    // That this pass is training's own: it ends where training's ends.
    for (layer, expected) in trained.enumerated() {
      let memory = pullback.states[layer]
      let found = Matrix(memory.view)
      #expect(distance(found.elements, expected.elements) < 1e-12)
    }
  }

  @Test func `hundreds of lags neither underflow nor overflow`() {
    // A factor of 1000 each way, 400 times: beyond what a Double holds.
    for scale in [Float(1e-3), 1e3] {
      var model = FlowModel<Float>(recurrent: .identity(1, scale: scale), direction: [1])
      model.run(steps: 400, rows: [1])
      let table = table(model, row: 0)
      let median = table.medianByLag(layer: 0)
      #expect(median.count == 400)
      #expect(abs(median[399] / (399 * log(Double(scale))) - 1) < 1e-5)
      // The sum is dominated by the nearest or by the furthest loss.
      let nearest = scale < 1 ? 0 : 399.0
      let own = table.logNorms[0][0][0]
      #expect(abs(table.logTotals[0][0] - own - nearest * log(Double(scale))) < 0.1)
    }
  }

  @Test func `losses without a gradient are zero and left out of the median`() {
    // Token 1 pushes the unit so far that the softmax of class 1 is saturated.
    var model = FlowModel<Double>(recurrent: Matrix(rowCount: 1, columnCount: 1), direction: [1])
    model.network.parameters["rnn.weight_ih_l0"] = Matrix(
      rowCount: 1, columnCount: 2, elements: [0, 1_000])
    model.run(
      steps: 4, rows: [1], token: { _, step in step == 2 ? 1 : 0 },
      target: { _, step in step == 2 ? 1 : 0 })
    let table = table(model, row: 0)
    #expect(table.logNorms[0][2][0] == -.infinity)
    #expect(table.logNorms[0][3][0].isFinite)
    #expect(table.medianByLag(layer: 0) == [0, -.infinity, -.infinity, -.infinity])
    #expect(table.logTotals[0][2] == -.infinity)
  }

  /// [T*B x H]: the cotangents of the top hidden states, from the loss of each step.
  private func lossCotangents(
    _ architecture: RecurrentArchitecture<Double>, _ parameters: borrowing ParameterView<Double>,
    _ tape: NetworkTape<Double>
  ) -> Matrix<Double> {
    let (readout, targets) = (architecture.readout, tape.targets)
    let rows = tape.steps * tape.batchSize
    var logits = Matrix<Double>(rowCount: rows, columnCount: readout.outputSize)
    var target = logits.mutableView
    readout.setLogits(parameters, hidden: architecture.topHidden(tape), into: &target)
    for row in 0..<rows {
      var values = target[row]
      _ = SoftmaxCrossEntropy.lossAndGradient(&values, target: Int(targets.span[row]))
    }
    var cotangents = Matrix<Double>(rowCount: rows, columnCount: readout.inputSize)
    var view = cotangents.mutableView
    readout.setHiddenCotangent(parameters, logits: logits.view, into: &view)
    return cotangents
  }
}
