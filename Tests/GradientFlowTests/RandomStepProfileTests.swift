import Activations
import BLASMatrices
import Foundation
import GradientFlow
import Recurrent
import Testing

/// The profile with one loss step per row, drawn at random.
struct RandomStepProfileTests {
  @Test func `a scaled identity has its slope as far as a row reaches`() {
    var model = FlowModel<Double>(recurrent: .identity(3, scale: 0.8), direction: [1, -2, 0.5])
    model.run(steps: 50, rows: [9, 8])
    let profile = model.profile(.lossAtRandomStep, seed: 3)
    #expect(profile.source == .lossAtRandomStep)
    #expect(profile.rows == 17)
    let lags = profile.logByLayer[0].count
    #expect(lags > 30 && lags <= 50)
    #expect(
      distance(profile.logByLayer[0], (0..<lags).map { Double($0) * log(0.8) }) < 1e-10)
    // Another seed, other steps.
    let others = (0..<8).map { seed in
      model.profile(.lossAtRandomStep, seed: UInt64(seed)).logByLayer[0].count
    }
    #expect(Set(others).count > 1)
  }

  @Test func `each row has the gradients of its own loss`() {
    let architecture = RecurrentArchitecture<Double>(
      cells: [ElmanCell(inputSize: 5, hiddenSize: 6), GRUCell(inputSize: 6, hiddenSize: 4)],
      outputSize: 5)
    var model = FlowModel(
      RecurrentNetwork(architecture: architecture, initialization: .gaussian(gain: 1.2), seed: 4))
    model.run(
      steps: 12, rows: [1], token: { $0 + $1 * $1 % 5 }, target: { ($0 + $1) % 5 })
    let parameters = model.network.parameters.view
    let table = GradientTable(architecture, parameters, model.tapes[0], row: 0)
    for seed in 0..<10 {
      let profile = model.profile(.lossAtRandomStep, seed: UInt64(seed))
      let last = profile.logByLayer[0].count - 1
      for layer in 0..<2 {
        let norms = table.logNorms[layer][last]
        #expect(distance(profile.logByLayer[layer], norms.map { $0 - norms[0] }) < 1e-10)
      }
    }
  }

  @Test func `the cut into shards does not show`() {
    func profile(_ rows: [Int]) -> LagProfile {
      var model = FlowModel<Double>(
        recurrent: Matrix(rowCount: 2, columnCount: 2, elements: [0.5, 0.3, -0.4, 1.2]),
        direction: [1, 1])
      model.run(steps: 12, rows: rows)
      return model.profile(.lossAtRandomStep, seed: 5)
    }
    let (whole, cut) = (profile([6]), profile([2, 3, 1]))
    #expect(distance(whole.logByLayer[0], cut.logByLayer[0]) < 1e-12)
    #expect(whole.quartiles.count == cut.quartiles.count)
  }
}
