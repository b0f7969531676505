import Activations
import BLASMatrices
import Foundation
import GradientFlow
import Recurrent
import Testing

struct JacobianProductNormTests {
  private func norm<Scalar>(
    _ model: FlowModel<Scalar>, lags: Int? = nil, probes: Int, seed: UInt64 = 0
  ) throws -> JacobianProductNorm {
    let parameters = model.network.parameters.view
    return try JacobianProductNorm(
      model.network.architecture, parameters, model.tapes[0], lags: lags, probes: probes,
      seed: seed)
  }

  @Test func `in one dimension the probe cancels out of the ratio`() throws {
    // |s^k v|² / v² = s^2k whatever v is, over 10,000 lags.
    for scale in [Float(0.5), 1.5] {
      var model = FlowModel<Float>(recurrent: .identity(1, scale: scale), direction: [1])
      model.run(steps: 10_000, rows: [1])
      let found = try norm(model, probes: 3)
      let expected = (0...10_000).map { 2 * Double($0) * log(Double(scale)) }
      #expect(distance(found.logSquares.map { $0 - found.logSquares[0] }, expected) < 1e-4)
      #expect(abs(found.slope(over: 100...10_000) - 2 * log(Double(scale))) < 1e-9)
      // Three values of χ²: the same error at every lag, up to Float's rounding.
      #expect(distance([found.relativeErrors[0]], [found.relativeErrors[9_999]]) < 1e-5)
    }
  }

  @Test func `the estimate is within its error of the norm of the explicit product`() throws {
    let architecture = RecurrentArchitecture<Double>(
      cells: [
        ElmanCell(inputSize: 4, hiddenSize: 12), GRUCell(inputSize: 12, hiddenSize: 8),
      ], outputSize: 4)
    var model = FlowModel(
      RecurrentNetwork(architecture: architecture, initialization: .gaussian(gain: 1.5), seed: 2))
    model.run(steps: 12, rows: [1], token: { $1 * $1 % 4 })
    let found = try norm(model, probes: 2_000, seed: 7)
    #expect(found.stateSize == 20 && found.rows == 1 && found.logSquares.count == 13)
    let parameters = model.network.parameters.view
    for lag in [1, 2, 5, 12] {
      let exact = try StateJacobian(
        architecture, parameters, model.tapes[0], row: 0, steps: 12 - lag..<12)
      let ratio = exp(found.logSquares[lag] - 2 * exact.logFrobeniusNorm)
      // √(2 / (P r)), r = ‖J‖_F⁴ / ‖JJᵀ‖_F².
      let squares = exact.logSingularValues.map { exp(2 * $0) }
      let sum = squares.reduce(0, +)
      let participation = sum * sum / squares.reduce(0) { $0 + $1 * $1 }
      let predicted = (2 / (2_000 * participation)).squareRoot()
      #expect(abs(found.relativeErrors[lag] / predicted - 1) < 0.15)
      #expect(abs(ratio - 1) < 3.5 * found.relativeErrors[lag])
    }
  }

  @Test func `the slope is within its error over many sets of probes`() throws {
    let architecture = RecurrentArchitecture<Double>(
      cells: [ElmanCell(inputSize: 4, hiddenSize: 24)], outputSize: 4)
    var model = FlowModel(
      RecurrentNetwork(architecture: architecture, initialization: .gaussian(gain: 1.2), seed: 3))
    model.run(steps: 10, rows: [1], token: { $1 % 4 })
    let sets = 60
    let found = try (0..<sets).map { try norm(model, probes: 20, seed: UInt64($0)) }
    let slopes = found.map { $0.slope(over: 1...8) }
    let mean = slopes.reduce(0, +) / Double(sets)
    let scatter = slopes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sets - 1)
    let errors = try found.map { try #require($0.slopeError(over: 1...8)) }
    let predicted = errors.reduce(0) { $0 + $1 * $1 } / Double(sets)
    // A variance of 60 values is known to 18 %, the jackknife's mean to as much.
    #expect(abs(predicted / scatter - 1) < 0.6, "\(predicted) \(scatter)")
    #expect(try norm(model, probes: 1).slopeError(over: 1...8) == nil)
  }

  @Test func `what vanishes is minus infinity, and what is not finite is refused`() throws {
    var model = FlowModel<Double>(
      recurrent: Matrix(rowCount: 2, columnCount: 2, elements: [0, 5, 0, 0]), direction: [1, 1])
    model.run(steps: 3, rows: [2])
    let found = try norm(model, probes: 4)
    #expect(found.logSquares[1].isFinite)
    #expect(found.logSquares[2...].allSatisfy { $0 == -.infinity })
    var broken = FlowModel<Double>(recurrent: .identity(2, scale: .nan), direction: [1, 1])
    broken.run(steps: 2, rows: [1])
    #expect(
      throws: InstrumentRefusal.notFinite(
        instrument: "Jacobian product", what: "a derivative or a weight")
    ) { try norm(broken, probes: 1) }
  }
}
