import Activations
import BLASMatrices
import Foundation
import GradientFlow
import Recurrent
import Testing

/// Exponents of driven networks: what holds of any of them, and what is refused.
struct LyapunovDrivenTests {
  private let tolerance = 1e-10

  private func model(
    _ activation: Activation<Double>, size: Int = 24, gain: Double = 1.1, steps: Int = 60,
    rows: Int = 1
  ) -> FlowModel<Double> {
    let architecture = RecurrentArchitecture<Double>(
      cells: [ElmanCell(inputSize: 5, hiddenSize: size, hidden: activation)], outputSize: 5)
    var model = FlowModel(
      RecurrentNetwork(
        architecture: architecture, initialization: .gaussian(gain: gain), seed: 21))
    model.run(steps: steps, rows: [rows], token: { ($0 * 7 + $1 * $1 * 3 + $1 / 5) % 5 })
    return model
  }

  @Test(arguments: ["tanh", "sigmoid", "silu", "softsign"])
  func `the exponents add up to ln|det W| and the mean of ln|f'|`(name: String) throws {
    let model = model(try Activation(named: name))
    let found = try model.exponents(settling: 5, aligning: 10, frame: .random(seed: 1))
    let weight = model.network.parameters["rnn.weight_hh_l0"]
    let determinant = weight.singularValues.reduce(0) { $0 + log($1) }
    // An Elman cell records the derivative.
    let memory = model.tapes[0].layers[0].records
    let records = Matrix(memory.view)
    let derivatives = (5..<50).map { step in
      (0..<24).reduce(0.0) { $0 + log(abs(records[step, $1])) }
    }
    let expected = determinant + derivatives.reduce(0, +) / 45
    let sum = found.values.reduce(0, +)
    #expect(abs(sum / expected - 1) < tolerance)
    #expect(found.steps == 45)
  }

  @Test func `units of relu that are off lose their dimensions exactly`() throws {
    // The identity, with units that a bias switches off: J = D.
    let size = 10
    var model = FlowModel<Double>(
      recurrent: .identity(size), direction: Array(repeating: 1, count: size), hidden: .relu)
    model.network.parameters["rnn.bias_ih_l0"] = Matrix(
      rowCount: 1, columnCount: size, elements: (0..<size).map { $0 < 7 ? 0.1 : -1 })
    model.run(steps: 40, rows: [1])
    for frame in [LyapunovExponents.Frame.unitVectors, .random(seed: 5)] {
      let found = try model.exponents(aligning: 5, frame: frame)
      #expect(found.vanishedCount == 3)
      #expect(distance(found.values, (0..<size).map { $0 < 7 ? 0 : -.infinity }) < tolerance)
      #expect(found.standardErrors[7...].allSatisfy { $0 == nil })
    }
    let exact = try model.exponents(aligning: 5, frame: .unitVectors)
    #expect(exact.kaplanYorkeDimension == 7)
  }

  @Test func `a nilpotent matrix has no finite exponent`() throws {
    let shift = Matrix(rowCount: 3, columnCount: 3, elements: [0, 2.0, 1, 0, 0, 3, 0, 0, 0])
    var model = FlowModel<Double>(recurrent: shift, direction: [1, 1, 1])
    model.run(steps: 30, rows: [1])
    let found = try model.exponents(aligning: 0, frame: .random(seed: 1))
    #expect(found.vanishedCount == 3)
  }

  @Test func `a relu net has as many finite exponents as dimensions survive`() throws {
    let model = model(.relu, size: 16, gain: 1.6, steps: 20)
    let found = try model.exponents(aligning: 0, frame: .random(seed: 2))
    // The rank of the product of all steps, whose Jacobians are D_t W.
    let memory = model.tapes[0].layers[0].records
    let records = Matrix(memory.view)
    let fewest = (0..<20).map { step in (0..<16).count { records[step, $0] != 0 } }.min() ?? 0
    #expect(16 - found.vanishedCount <= fewest)
    #expect(found.vanishedCount > 0 && found.vanishedCount < 16)
    #expect(found.values[0].isFinite)
  }

  @Test func `rows are averaged and give the error`() throws {
    let model = model(.tanh, steps: 80, rows: 12)
    let found = try model.exponents(count: 3, settling: 10, aligning: 20, frame: .unitVectors)
    #expect(found.rows == 12 && found.steps == 50)
    let singles = try (0..<12).map { row in
      let tape = NetworkTape(model.network.architecture, rows: row..<row + 1, of: model.tapes[0])
      return try LyapunovExponents(
        model.network.architecture, model.network.parameters.view, tape, count: 3, settling: 10,
        aligning: 20, frame: .unitVectors
      ).values
    }
    let mean = singles.reduce(0) { $0 + $1[0] } / 12
    #expect(abs(found.values[0] - mean) < tolerance)
    let squares = singles.reduce(0) { $0 + ($1[0] - mean) * ($1[0] - mean) }
    let error = try #require(found.standardErrors[0])
    #expect(abs(error / (squares / (12 * 11)).squareRoot() - 1) < tolerance)
  }

  @Test func `Float agrees with Double in the first exponents`() throws {
    let double = model(.tanh, steps: 80)
    let architecture = RecurrentArchitecture<Float>(
      cells: [ElmanCell(inputSize: 5, hiddenSize: 24)], outputSize: 5)
    var parameters = ParameterBlock<Float>(layout: architecture.layout)
    parameters.elements = double.network.parameters.elements.map { Float($0) }
    var float = FlowModel(RecurrentNetwork(architecture: architecture, parameters: parameters))
    float.run(steps: 80, rows: [1], token: { ($0 * 7 + $1 * $1 * 3 + $1 / 5) % 5 })
    let expected = try double.exponents(count: 4, aligning: 20, frame: .unitVectors)
    let found = try float.exponents(count: 4, aligning: 20, frame: .unitVectors)
    #expect(distance(found.values, expected.values) < 1e-4)
  }

  @Test func `a window without steps and one that is not finite are refused`() {
    let short = model(.tanh, steps: 30)
    #expect(
      throws: InstrumentRefusal.tooFewSteps(
        instrument: "Lyapunov exponents", needed: 31, found: 30)
    ) { try short.exponents(settling: 10, aligning: 20, frame: .unitVectors) }
    #expect(
      InstrumentRefusal.tooFewSteps(
        instrument: "Lyapunov exponents", needed: 31, found: 30
      ).description
        == "No Lyapunov exponents: a window of 30 steps is too short, give it at least 31.")
    var broken = model(.relu)
    broken.network.parameters["rnn.weight_hh_l0"][3, 3] = .nan
    broken.run(steps: 5, rows: [1])
    #expect(
      throws: InstrumentRefusal.notFinite(
        instrument: "Lyapunov exponents", what: "a state or gradient of the window")
    ) { try broken.exponents(aligning: 0, frame: .unitVectors) }
  }
}
