import BLASMatrices
import GradientFlow
import Recurrent
import Testing

struct UpdateRatiosTests {
  @Test func `each tensor is measured in units of itself`() {
    let model = FlowModel<Float>(recurrent: .identity(4, scale: 2), direction: [1, 1, 1, 1])
    var parameters = model.network.parameters
    let ratios = UpdateRatios<Float>(layout: parameters.layout)
    ratios.begin(parameters.view)
    // |W_hh| = 4; one element moves by 0.5.
    parameters["rnn.weight_hh_l0"][1, 2] = 0.5
    // A bias of zero has no unit.
    parameters["rnn.bias_ih_l0"][0, 0] = 3
    let found = ratios.end(parameters.view)
    #expect(found == ["rnn.weight_hh_l0": 0.125, "readout.weight": 0])
  }

  @Test func `the next update is measured from its own start`() {
    let model = FlowModel<Double>(recurrent: .identity(1, scale: 1), direction: [1])
    var parameters = model.network.parameters
    let ratios = UpdateRatios<Double>(layout: parameters.layout)
    for (before, after) in [(1.0, 3.0), (4, 3)] {
      parameters["rnn.weight_hh_l0"] = .identity(1, scale: before)
      ratios.begin(parameters.view)
      parameters["rnn.weight_hh_l0"] = .identity(1, scale: after)
      let found = ratios.end(parameters.view)["rnn.weight_hh_l0"]
      #expect(found == abs(after - before) / before)
    }
  }
}
