import Activations
import BLASMatrices
import Foundation
import GradientFlow
import Recurrent
import Testing

struct WeightSpectrumTests {
  private func spectrum<Scalar>(
    _ recurrent: Matrix<Scalar>
  ) throws -> WeightSpectrum {
    let model = FlowModel<Scalar>(
      recurrent: recurrent, direction: Array(repeating: 1, count: recurrent.rowCount))
    let parameters = model.network.parameters.view
    return try WeightSpectrum(model.network.architecture, parameters, layer: 0)
  }

  @Test func `a Jordan block has a small radius and a large norm`() throws {
    let found = try spectrum(
      Matrix(rowCount: 2, columnCount: 2, elements: [0.9, 10.0, 0, 0.9]))
    #expect(abs(found.spectralRadius - 0.9) < 1e-7)
    // σ² are the roots of x² - 101.62 x + .81² = 0.
    let largest = ((101.62 + (101.62 * 101.62 - 4 * 0.6561).squareRoot()) / 2).squareRoot()
    #expect(abs(found.largestSingularValue - largest) < 1e-12)
    #expect(abs(found.singularValues[1] - 0.81 / largest) < 1e-12)
    #expect(found.gate == "hidden")
  }

  @Test func `an orthogonal matrix has radius and singular values 1`() throws {
    let architecture = RecurrentArchitecture<Float>(
      cells: [ElmanCell(inputSize: 3, hiddenSize: 20)], outputSize: 3)
    let network = RecurrentNetwork(
      architecture: architecture, initialization: .orthogonal(gain: 1.5), seed: 3)
    let found = try WeightSpectrum(architecture, network.parameters.view, layer: 0)
    // The matrix is orthogonal to Float's rounding.
    #expect(distance(found.singularValues, Array(repeating: 1.5, count: 20)) < 1e-5)
    #expect(distance(found.eigenvalueMagnitudes, Array(repeating: 1.5, count: 20)) < 1e-5)
  }

  @Test func `each gate of each layer has a spectrum, the candidate by default`() throws {
    let architecture = RecurrentArchitecture<Double>(
      cells: [
        ElmanCell(inputSize: 2, hiddenSize: 2), GRUCell(inputSize: 2, hiddenSize: 2),
        ResetBeforeGRUCell(inputSize: 2, hiddenSize: 2),
      ], outputSize: 2)
    var parameters = ParameterBlock<Double>(layout: architecture.layout)
    func scaled(_ scales: [Double]) -> Matrix<Double> {
      Matrix(
        rowCount: 2 * scales.count, columnCount: 2,
        elements: scales.flatMap { [$0, 0, 0, -$0 / 2] })
    }
    parameters["rnn.weight_hh_l0"] = scaled([0.5])
    parameters["rnn.weight_hh_l1"] = scaled([2, 3, 4])
    parameters["rnn.weight_hh_l2"] = scaled([5, 6, 7])
    let view = parameters.view
    let found = try WeightSpectrum.byLayer(architecture, view)
    #expect(found.map(\.layer) == [0, 1, 2])
    #expect(found.map(\.gate) == ["hidden", "candidate", "candidate"])
    #expect(distance(found.map(\.spectralRadius), [0.5, 4, 7]) < 1e-14)
    let update = try WeightSpectrum(architecture, view, layer: 2, gate: 1)
    #expect(update.gate == "update")
    #expect(distance(update.singularValues, [6, 3]) < 1e-14)
  }

  @Test func `weights that are not finite are refused by name`() {
    #expect(
      throws: InstrumentRefusal.notFinite(
        instrument: "spectrum of weight_hh", what: "rnn.weight_hh_l0")
    ) {
      try spectrum(Matrix(rowCount: 1, columnCount: 1, elements: [Double.infinity]))
    }
    #expect(
      InstrumentRefusal.notFinite(
        instrument: "spectrum of weight_hh", what: "rnn.weight_hh_l0"
      ).description
        == "No spectrum of weight_hh: rnn.weight_hh_l0 is not finite; "
        + "measure before the divergence.")
  }
}
