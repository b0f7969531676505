import Activations
import BLASMatrices
import Foundation
import GradientFlow
import Recurrent
import Testing

struct HiddenProfileTests {
  @Test func `the median of |h| is given by lag`() {
    // h_t = t (3, 4) in rows 0 and 1; row 2 adds (6, 8) a step.
    var model = FlowModel<Double>(recurrent: .identity(2), direction: [1, 1])
    model.network.parameters["rnn.weight_ih_l0"] = Matrix(
      rowCount: 2, columnCount: 2, elements: [3, 6, 4, 8])
    model.run(steps: 4, rows: [1, 2], token: { row, _ in row == 2 ? 1 : 0 })
    let profile = HiddenProfile(model.network.architecture, model.tapes)
    #expect(distance(profile.normByLag, [20, 15, 10, 5]) < 1e-14)
    #expect(profile.maximumByLayer == [40])
    // The squares of a row: 25 (1 + 4 + 9 + 16) = 750, four times that in row 2.
    #expect(abs(profile.rootMeanSquareByLayer[0] - (6 * 750.0 / 24).squareRoot()) < 1e-12)
    #expect(abs((profile.growthByLayer[0] ?? 0) - log(4) / 3) < 1e-14)
  }

  @Test func `a state that explodes is infinite, not hidden`() {
    var model = FlowModel<Float>(recurrent: .identity(1, scale: 1e20), direction: [1])
    model.network.parameters["rnn.bias_ih_l0"] = Matrix(rowCount: 1, columnCount: 1, elements: [1])
    model.run(steps: 4, rows: [2])
    let profile = HiddenProfile(model.network.architecture, model.tapes)
    #expect(profile.normByLag[0] == .infinity)
    #expect(profile.normByLag[3] == 1)
    #expect(profile.maximumByLayer == [.infinity])
    #expect(profile.growthByLayer == [nil])
  }

  @Test func `each layer has a profile of its own`() {
    let architecture = RecurrentArchitecture<Double>(
      cells: [
        ElmanCell(inputSize: 2, hiddenSize: 2, hidden: .identity),
        ElmanCell(inputSize: 2, hiddenSize: 1, hidden: .identity),
      ], outputSize: 2)
    var parameters = ParameterBlock<Double>(layout: architecture.layout)
    parameters["rnn.bias_ih_l0"] = Matrix(rowCount: 1, columnCount: 2, elements: [3, 4])
    parameters["rnn.bias_ih_l1"] = Matrix(rowCount: 1, columnCount: 1, elements: [-2])
    var model = FlowModel(RecurrentNetwork(architecture: architecture, parameters: parameters))
    model.run(steps: 3, rows: [1])
    let profile = HiddenProfile(architecture, model.tapes)
    #expect(profile.normByLagByLayer == [[5, 5, 5], [2, 2, 2]])
    #expect(profile.normByLag == [2, 2, 2])
    #expect(profile.growthByLayer == [0, 0])
  }
}
