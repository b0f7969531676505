import Activations
import BLASMatrices
import Foundation
import GradientFlow
import Testing

/// Identity activation: dL_T/dh_(T-k) is a power of W_hh times a known direction.
struct LinearProfileTests {
  /// Of ln G; each lag adds a rounding or two of the norm.
  private let tolerance = 1e-10

  private func logs(
    _ recurrent: Matrix<Double>, _ direction: [Double], steps: Int
  ) -> (logs: [Double], profile: LagProfile) {
    var model = FlowModel(recurrent: recurrent, direction: direction)
    model.run(steps: steps, rows: [2, 1])
    let profile = model.profile()
    return (profile.logByLayer.first ?? [], profile)
  }

  @Test func `an orthogonal matrix keeps the gradient`() {
    var random = KeyedRandom(seed: 4, purpose: "orthogonal")
    let gaussian = Matrix<Double>.normal(rowCount: 16, columnCount: 16, deviation: 1, from: &random)
    let direction = (0..<16).map { _ in random.nextNormal() }
    let (logs, profile) = logs(gaussian.qr().q, direction, steps: 300)
    #expect(logs.count == 300)
    #expect(distance(logs, Array(repeating: 0, count: 300)) < tolerance)
    #expect(abs(profile.decayRate ?? 1) < 1e-12)
    #expect(profile.eFoldLag == nil)
    #expect(profile.rows == 3)
    #expect(profile.rowsWithoutGradient == 0)
    #expect(profile.source == .loss)
  }

  @Test(arguments: [0.25, 0.9, 0.999, 1.0, 1.01, 3.0])
  func `a scaled identity has the slope ln s`(scale: Double) throws {
    let (logs, profile) = logs(.identity(3, scale: scale), [1, -2, 0.5], steps: 200)
    #expect(distance(logs, (0..<200).map { Double($0) * log(scale) }) < tolerance)
    #expect(abs(try #require(profile.decayRate) - log(scale)) < 1e-12)
    #expect(distance(profile.gradientByLag, logs.map(exp)) == 0)
    if scale < 0.999 {
      #expect(abs(try #require(profile.eFoldLag) + 1 / log(scale)) < 1e-9)
    }
  }

  @Test(arguments: [Float(0.5), 0.9, 1.1, 7])
  func `ten thousand lags neither underflow nor overflow in Float`(scale: Float) throws {
    var model = FlowModel<Float>(recurrent: .identity(4, scale: scale), direction: [1, 2, -1, 3])
    model.run(steps: 10_000, rows: [1])
    let profile = model.profile()
    let expected = (0..<10_000).map { Double($0) * log(Double(scale)) }
    // Float rounds up to 6e-8 a step.
    #expect(distance(profile.logByLayer[0], expected) < 1e-3)
    #expect(abs(try #require(profile.decayRate) - log(Double(scale))) < 1e-6)
    #expect(profile.quartiles.count == 10_000)
  }

  @Test func `a diagonal matrix takes each component to its power`() {
    let (first, second) = (0.8, 1.1)
    let recurrent = Matrix(rowCount: 2, columnCount: 2, elements: [first, 0, 0, second])
    let (logs, _) = logs(recurrent, [3, 1e-3], steps: 120)
    let start = (9 + 1e-6).squareRoot()
    let expected = (0..<120).map { lag in
      let k = Double(lag)
      return log(hypot(3 * pow(first, k), 1e-3 * pow(second, k)) / start)
    }
    #expect(distance(logs, expected) < tolerance)
    // First it falls, then it grows: one rate does not say it all, the profile does.
    #expect(logs[20] < -2 && logs[119] > 0)
  }

  @Test func `a Jordan block grows before it falls`() {
    // [[.9, 10], [0, .9]]: (1, 0) W^k = (.9^k, 10 k .9^(k-1)).
    let recurrent = Matrix(rowCount: 2, columnCount: 2, elements: [0.9, 10, 0, 0.9])
    let (logs, _) = logs(recurrent, [1, 0], steps: 101)
    let expected = (0..<101).map { lag in
      let k = Double(lag)
      return log(hypot(pow(0.9, k), 10 * k * pow(0.9, k - 1)))
    }
    #expect(distance(logs, expected) < tolerance)
    // k .9^(k-1) is as large at 9 as at 10.
    #expect(exp(logs[9]) > 38 && exp(logs[9]) < 39)
    // The finite-lag rate is still far from ln .9 = -.105.
    #expect(abs(logs[100] / 100 - (log(10 * 100) + 99 * log(0.9)) / 100) < 1e-6)
    // From the other side the block only shrinks: (0, 1) W^k = (0, .9^k).
    let other = self.logs(recurrent, [0, 1], steps: 101).logs
    #expect(distance(other, (0..<101).map { Double($0) * log(0.9) }) < tolerance)
  }

  @Test func `a nilpotent matrix leaves nothing`() {
    let recurrent = Matrix(rowCount: 2, columnCount: 2, elements: [0, 2, 0, 0])
    let (logs, profile) = logs(recurrent, [1, 0], steps: 6)
    #expect(distance(Array(logs[..<2]), [0, log(2)]) < tolerance)
    #expect(logs[2...].allSatisfy { $0 == -Double.infinity })
    #expect(profile.gradientByLag[2...].allSatisfy { $0 == 0 })
    #expect(profile.decayRate == nil)
  }
}
