import Activations
import BLASMatrices
import Foundation
import GradientFlow
import Recurrent
import Testing

/// Networks whose exponents are known exactly.
struct LyapunovExponentsTests {
  /// Of exponents per step: each step adds a rounding or two.
  private let tolerance = 1e-10

  private func exponents<Scalar>(
    _ recurrent: Matrix<Scalar>, hidden: Activation<Scalar> = .identity, steps: Int = 400,
    count: Int? = nil, aligning: Int = 0,
    frame: LyapunovExponents.Frame = .unitVectors
  ) throws -> LyapunovExponents {
    var model = FlowModel<Scalar>(
      recurrent: recurrent, direction: Array(repeating: 1, count: recurrent.rowCount),
      hidden: hidden)
    model.run(steps: steps, rows: [1])
    return try model.exponents(count: count, aligning: aligning, frame: frame)
  }

  @Test func `a diagonal matrix has the logarithms of its elements`() throws {
    let found = try exponents(
      Matrix(rowCount: 3, columnCount: 3, elements: [0.5, 0, 0, 0, -2.0, 0, 0, 0, 1]))
    #expect(distance(found.values, [log(2), 0, log(0.5)]) < tolerance)
    #expect(distance(found.standardErrors.compactMap(\.self), [0, 0, 0]) < tolerance)
    #expect(found.stateSize == 3 && found.steps == 400 && found.rows == 1)
    #expect(found.vanishedCount == 0 && found.isComplete)
    #expect(abs((found.entropy ?? 0) - log(2)) < tolerance)
    // ln 2 + 0 + ln .5 = 0, up to rounding on either side.
    #expect(abs((found.kaplanYorkeDimension ?? 0) - 3) < tolerance)
  }

  @Test func `a symmetric matrix has those of its eigenvalues, from any frame`() throws {
    let q = orthogonal(6)
    let eigenvalues = [1.7, -1.3, 0.9, 0.6, -0.4, 0.2]
    var scaled = q
    for row in 0..<6 { for column in 0..<6 { scaled[row, column] *= eigenvalues[column] } }
    let found = try exponents(
      .product(scaled, q.transposed), steps: 500, aligning: 300, frame: .random(seed: 3))
    #expect(distance(found.values, eigenvalues.map { log(abs($0)) }) < tolerance)
    #expect(found.steps == 200)
    let first = try exponents(
      .product(scaled, q.transposed), steps: 500, count: 2, aligning: 300,
      frame: .random(seed: 4))
    #expect(distance(first.values, [log(1.7), log(1.3)]) < tolerance)
    #expect(!first.isComplete)
  }

  @Test func `a rotation has equal exponents, an orthogonal matrix has none`() throws {
    let (c, s) = (0.9 * cos(0.7), 0.9 * sin(0.7))
    let rotation = Matrix(rowCount: 2, columnCount: 2, elements: [c, -s, s, c])
    for frame in [LyapunovExponents.Frame.unitVectors, .random(seed: 1)] {
      let found = try exponents(rotation, frame: frame)
      #expect(distance(found.values, [log(0.9), log(0.9)]) < tolerance)
      let free = try exponents(orthogonal(12), frame: frame)
      #expect(distance(free.values, Array(repeating: 0, count: 12)) < tolerance)
    }
  }

  @Test(arguments: [0.3, 1.0, 1.25])
  func `a scaled identity has the logarithm of its scale`(scale: Double) throws {
    let found = try exponents(.identity(4, scale: scale), frame: .random(seed: 8))
    #expect(distance(found.values, Array(repeating: log(scale), count: 4)) < tolerance)
  }

  @Test(arguments: [100, 1_000])
  func `a Jordan block converges like ln(t) / t`(steps: Int) throws {
    let block = Matrix(rowCount: 2, columnCount: 2, elements: [0.9, 10, 0, 0.9])
    let found = try exponents(block, steps: steps)
    // (1, 0) W^k = (.9^k, 10 k .9^(k-1)), and the area shrinks by .81 a step.
    let k = Double(steps)
    let first = (log(0.9) * (k - 1) + 0.5 * log(0.81 + 100 * k * k)) / k
    #expect(distance(found.values, [first, 2 * log(0.9) - first]) < tolerance)
    #expect(abs(first - (steps == 100 ? -0.035 : -0.096)) < 1e-3)
  }

  @Test func `a GRU without recurrence has the logarithms of its update gate`() throws {
    let biases = [0.0, 1, 2, 5]
    for isResetBefore in [false, true] {
      let cell: any RecurrentCell<Double> =
        isResetBefore
        ? ResetBeforeGRUCell(inputSize: 2, hiddenSize: 4) : GRUCell(inputSize: 2, hiddenSize: 4)
      let architecture = RecurrentArchitecture<Double>(cells: [cell], outputSize: 2)
      var parameters = ParameterBlock<Double>(layout: architecture.layout)
      parameters["rnn.bias_ih_l0"] = Matrix(
        rowCount: 1, columnCount: 12, elements: [1, 1, 1, 1] + biases + [0.3, -2, 1, 0])
      var model = FlowModel(RecurrentNetwork(architecture: architecture, parameters: parameters))
      model.run(steps: 50, rows: [2, 1])
      let found = try model.exponents(aligning: 0, frame: .unitVectors)
      let expected = biases.map { -log(1 + exp(-$0)) }.sorted(by: >)
      #expect(distance(found.values, expected) < tolerance)
      // τ = -1 / ln z: 149 steps at a bias of 5, 1.44 at 0.
      #expect(abs(-1 / found.values[0] - 148.9) < 0.1)
      #expect(abs(-1 / found.values[3] - 1.4427) < 1e-4)
    }
  }

  @Test func `a stack has the exponents of its layers`() throws {
    let architecture = RecurrentArchitecture<Double>(
      cells: [
        ElmanCell(inputSize: 2, hiddenSize: 3, hidden: .identity),
        ElmanCell(inputSize: 3, hiddenSize: 2, hidden: .identity),
      ], outputSize: 2)
    var parameters = RecurrentNetwork(architecture: architecture, seed: 6).parameters
    parameters["rnn.weight_hh_l0"] = Matrix(
      rowCount: 3, columnCount: 3, elements: [0.9, 3, 1, 0, 0.5, 2, 0, 0, 0.2])
    parameters["rnn.weight_hh_l1"] = Matrix(
      rowCount: 2, columnCount: 2, elements: [1.2, 0, 5, 0.7])
    var model = FlowModel(RecurrentNetwork(architecture: architecture, parameters: parameters))
    model.run(steps: 600, rows: [1])
    let found = try model.exponents(aligning: 300, frame: .random(seed: 2))
    #expect(distance(found.values, [1.2, 0.9, 0.7, 0.5, 0.2].map(log)) < tolerance)
  }

  @Test func `entropy and dimension follow from the exponents`() throws {
    let found = try exponents(
      Matrix(rowCount: 3, columnCount: 3, elements: [2.0, 0, 0, 0, 0.8, 0, 0, 0, 0.1]))
    #expect(abs((found.entropy ?? 0) - log(2)) < tolerance)
    let dimension = 2 + (log(2) + log(0.8)) / -log(0.1)
    #expect(abs((found.kaplanYorkeDimension ?? 0) - dimension) < tolerance)
    // Two exponents with a positive sum do not say where it turns negative.
    let first = try exponents(
      Matrix(rowCount: 3, columnCount: 3, elements: [2.0, 0, 0, 0, 0.8, 0, 0, 0, 0.1]), count: 2)
    #expect(first.kaplanYorkeDimension == nil)
    #expect(abs((first.entropy ?? 0) - log(2)) < tolerance)
    #expect(try exponents(.identity(3, scale: 2), count: 2).entropy == nil)
    #expect(try exponents(.identity(2, scale: 0.5)).kaplanYorkeDimension == 0)
    #expect(try exponents(.identity(2, scale: 1.5)).kaplanYorkeDimension == 2)
  }
}

extension FlowModel {
  /// The exponents in the first tape of the window that was run.
  func exponents(
    count: Int? = nil, settling: Int = 0, aligning: Int, frame: LyapunovExponents.Frame
  ) throws -> LyapunovExponents {
    let parameters = network.parameters.view
    return try LyapunovExponents(
      network.architecture, parameters, tapes[0], count: count, settling: settling,
      aligning: aligning, frame: frame)
  }
}

/// A random orthogonal matrix.
func orthogonal(_ size: Int, seed: UInt64 = 4) -> Matrix<Double> {
  var random = KeyedRandom(seed: seed, purpose: "orthogonal")
  return Matrix.normal(rowCount: size, columnCount: size, deviation: 1, from: &random).qr().q
}
