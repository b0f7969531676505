import Activations
import BLASMatrices
import Foundation
import GradientFlow
import Recurrent
import Testing

struct StateJacobianTests {
  private let tolerance = 1e-10

  private func jacobian(
    _ model: FlowModel<Double>, row: Int = 0, steps: Range<Int>
  ) throws -> StateJacobian {
    let parameters = model.network.parameters.view
    return try StateJacobian(
      model.network.architecture, parameters, model.tapes[0], row: row, steps: steps)
  }

  @Test func `over k steps of a linear net it is the k-th power of W`() throws {
    let weight = Matrix(
      rowCount: 3, columnCount: 3, elements: [0.5, 2, 0, -1, 0.3, 0.7, 0, 1.1, 0])
    var model = FlowModel<Double>(recurrent: weight, direction: [1, 1, 1])
    model.run(steps: 9, rows: [2])
    var power = Matrix<Double>.identity(3)
    for count in 1...9 {
      power = .product(power, weight)
      let found = try jacobian(model, row: 1, steps: 9 - count..<9)
      let scale = exp(found.logScale)
      #expect(distance(found.matrix.elements.map { $0 * scale }, power.elements) < tolerance)
      #expect(
        distance(found.singularValues, power.singularValues) < tolerance
          * exp(found.logSpectralNorm))
      #expect(abs(found.logFrobeniusNorm - 0.5 * log(power.view.sumOfSquares)) < tolerance)
    }
  }

  @Test func `one way back has the spectral norms of the products over all lags`() throws {
    let architecture = RecurrentArchitecture<Double>(
      cells: [
        GRUCell(inputSize: 3, hiddenSize: 4), ElmanCell(inputSize: 4, hiddenSize: 3, hidden: .relu),
      ], outputSize: 3)
    var model = FlowModel(
      RecurrentNetwork(architecture: architecture, initialization: .pytorch, seed: 5))
    model.run(steps: 7, rows: [2], token: { ($0 + $1 * 2) % 3 })
    let parameters = model.network.parameters.view
    let lags = [1, 3, 4, 7]
    let norms = try StateJacobian.logSpectralNorms(
      architecture, parameters, model.tapes[0], row: 1, lags: lags)
    #expect(norms.keys.sorted() == lags)
    for (lag, norm) in norms {
      let product = try jacobian(model, row: 1, steps: 7 - lag..<7)
      #expect(abs(norm - product.logSpectralNorm) < tolerance)
    }
    // Norms of W^k with |W|_2 far above the spectral radius of 0.5.
    let weight = Matrix<Double>(rowCount: 2, columnCount: 2, elements: [0.5, 4, 0, 0.5])
    var linear = FlowModel<Double>(recurrent: weight, direction: [1, 1])
    linear.run(steps: 2_000, rows: [1])
    let weights = linear.network.parameters.view
    let far = try StateJacobian.logSpectralNorms(
      linear.network.architecture, weights, linear.tapes[0], row: 0, lags: [1, 2_000])
    let first = try #require(far[1])
    #expect(abs(first - log(weight.singularValues[0])) < tolerance)
    // The corner of W^k is 4 k 0.5^(k-1), beside which the diagonal is small; that is 1e-598.
    let last = try #require(far[2_000])
    #expect(abs(last - (log(4.0 * 2_000) + 1_999 * log(0.5))) < 1e-7)
  }

  @Test(arguments: [false, true])
  func `a GRU step has the Jacobian of the formula`(isResetBefore: Bool) throws {
    let (size, batch) = (5, 2)
    let cell: any RecurrentCell<Double> =
      isResetBefore
      ? ResetBeforeGRUCell(inputSize: 3, hiddenSize: size)
      : GRUCell(inputSize: 3, hiddenSize: size)
    let architecture = RecurrentArchitecture<Double>(cells: [cell], outputSize: 3)
    var model = FlowModel(
      RecurrentNetwork(architecture: architecture, initialization: .pytorch, seed: 12))
    model.run(steps: 6, rows: [batch], token: { ($0 + $1 * 2) % 3 })
    for (row, step) in [(0, 0), (1, 3), (0, 5)] {
      let found = try jacobian(model, row: row, steps: step..<step + 1)
      let reference = GRUReference(model.network, isResetBefore: isResetBefore)
      let memory = model.tapes[0].layers[0].states
      let state = Matrix(memory.view)
      let h = (0..<size).map { state[step * batch + row, $0] }
      let expected = reference.jacobian(token: (row + step * 2) % 3, h: h)
      #expect(found.logScale == 0)
      #expect(distance(found.matrix.elements, expected.flatMap { $0 }) < tolerance)
    }
  }

  @Test func `a softmax of the hidden units has its row-wise Jacobian`() throws {
    var model = FlowModel<Double>(
      recurrent: Matrix(rowCount: 2, columnCount: 2, elements: [1, 3, -2, 0.5]),
      direction: [1, 1], hidden: .softmax)
    model.run(steps: 3, rows: [1])
    let memory = model.tapes[0].layers[0].states
    let y = Matrix(memory.rows(3..<4)).elements
    // (diag(y) - y yᵀ) W, in which a row is the gradient of a unit.
    let d = y[0] * y[1]
    let expected = [d * (1 + 2), d * (3 - 0.5), d * (-2 - 1), d * (0.5 - 3)]
    #expect(distance(try jacobian(model, steps: 2..<3).matrix.elements, expected) < tolerance)
  }

  @Test func `thousands of steps stay on the log scale`() throws {
    for scale in [1e-3, 7.0] {
      var model = FlowModel<Double>(
        recurrent: Matrix(rowCount: 2, columnCount: 2, elements: [scale, 0, 0, scale / 2]),
        direction: [1, 1])
      model.run(steps: 10_000, rows: [1])
      let found = try jacobian(model, steps: 0..<10_000)
      #expect(abs(found.logSpectralNorm / (10_000 * log(scale)) - 1) < tolerance)
      #expect(found.logSingularValues[1] == -.infinity)
    }
  }

  @Test func `rows that vanish do not hide the others`() throws {
    var model = FlowModel<Double>(
      recurrent: Matrix(rowCount: 2, columnCount: 2, elements: [0, 0, 0, 1e-100]),
      direction: [1, 1])
    model.run(steps: 20, rows: [1])
    let found = try jacobian(model, steps: 0..<20)
    #expect(abs(found.logSpectralNorm / (20 * log(1e-100)) - 1) < tolerance)
  }

  @Test func `weights that are not finite are refused`() {
    var model = FlowModel<Double>(recurrent: .identity(2, scale: .nan), direction: [1, 1])
    model.run(steps: 2, rows: [1])
    #expect(
      throws: InstrumentRefusal.notFinite(
        instrument: "Jacobian", what: "a derivative or a weight")
    ) { try jacobian(model, steps: 0..<1) }
  }

  @Test func `steps that are not there are refused`() async {
    await #expect(processExitsWith: .failure) {
      var model = FlowModel<Double>(recurrent: .identity(2), direction: [1, 1])
      model.run(steps: 2, rows: [1])
      let parameters = model.network.parameters.view
      _ = try StateJacobian(
        model.network.architecture, parameters, model.tapes[0], row: 0, steps: 1..<3)
    }
  }
}

/// The GRU step Jacobian as science writes it down, in plain arithmetic.
///
/// Reset after: J = diag(z) + diag((1-z) n') [diag(r) U_n + diag((U_n h + c_n) r') U_r]
/// + diag((h-n) z') U_z. Reset before: the bracket is U_n [diag(r) + diag(h r') U_r].
struct GRUReference {
  let network: RecurrentNetwork<Double>
  let isResetBefore: Bool

  init(_ network: RecurrentNetwork<Double>, isResetBefore: Bool) {
    (self.network, self.isResetBefore) = (network, isResetBefore)
  }

  func jacobian(token: Int, h: [Double]) -> [[Double]] {
    let size = h.count
    let parameters = network.parameters
    let (w, u) = (parameters["rnn.weight_ih_l0"], parameters["rnn.weight_hh_l0"])
    let (b, c) = (parameters["rnn.bias_ih_l0"], parameters["rnn.bias_hh_l0"])
    func product(_ gate: Int, _ unit: Int, _ vector: [Double]) -> Double {
      (0..<size).reduce(0) { $0 + u[gate * size + unit, $1] * vector[$1] }
    }
    func input(_ gate: Int, _ unit: Int) -> Double {
      w[gate * size + unit, token] + b[0, gate * size + unit]
    }
    func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
    func bias(_ gate: Int, _ unit: Int) -> Double { c[0, gate * size + unit] }
    let r = (0..<size).map { sigmoid(input(0, $0) + product(0, $0, h) + bias(0, $0)) }
    let z = (0..<size).map { sigmoid(input(1, $0) + product(1, $0, h) + bias(1, $0)) }
    let rh = zip(r, h).map { $0 * $1 }
    let part = (0..<size).map { product(2, $0, h) + bias(2, $0) }
    let n = (0..<size).map { unit in
      tanh(
        input(2, unit)
          + (isResetBefore
            ? product(2, unit, rh) + bias(2, unit) : r[unit] * part[unit]))
    }
    return (0..<size).map { i in
      (0..<size).map { j in
        let bracket: Double
        if isResetBefore {
          bracket = (0..<size).reduce(u[2 * size + i, j] * r[j]) {
            $0 + u[2 * size + i, $1] * h[$1] * r[$1] * (1 - r[$1]) * u[$1, j]
          }
        } else {
          bracket = r[i] * u[2 * size + i, j] + part[i] * r[i] * (1 - r[i]) * u[i, j]
        }
        return (i == j ? z[i] : 0) + (1 - z[i]) * (1 - n[i] * n[i]) * bracket
          + (h[i] - n[i]) * z[i] * (1 - z[i]) * u[size + i, j]
      }
    }
  }
}
