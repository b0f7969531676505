import BLASMatrices
import Foundation
import GradientFlow
import Recurrent
import Testing

struct TransientGainTests {
  @Test func `a Jordan block grows 38.7 times in nine steps`() {
    let gain = TransientGain(
      Matrix<Double>(rowCount: 2, columnCount: 2, elements: [0.9, 10, 0, 0.9]), powers: 60)
    #expect(gain.power == 9)
    // W^k = [[s, c], [0, s]] with s = .9^k, c = 10 k .9^(k-1); σ² are the roots of
    // x² - (2 s² + c²) x + s⁴ = 0.
    let expected = (0...60).map { k in
      let s = pow(0.9, Double(k))
      let c = k == 0 ? 0 : 10 * Double(k) * pow(0.9, Double(k - 1))
      let trace = 2 * s * s + c * c
      return 0.5 * log((trace + (trace * trace - 4 * s * s * s * s).squareRoot()) / 2)
    }
    #expect(distance(gain.logNorms, expected) < 1e-10)
    #expect(abs(gain.gain - 38.75) < 0.01)
  }

  @Test func `a normal matrix never grows beyond its spectral radius`() {
    let gain = TransientGain(
      Matrix<Float>(rowCount: 2, columnCount: 2, elements: [0, -0.5, 0.5, 0]))
    #expect(gain.power == 0)
    #expect(gain.gain == 1)
    #expect(distance(gain.logNorms, (0...30).map { Double($0) * log(0.5) }) < 1e-12)
  }

  @Test func `powers of a large matrix do not overflow`() {
    let gain = TransientGain(Matrix<Double>.identity(3, scale: 1e100), powers: 100)
    #expect(gain.power == 100)
    #expect(abs(gain.logGain / (100 * log(1e100)) - 1) < 1e-12)
    #expect(gain.gain == .infinity)
  }

  @Test func `powers of a nilpotent matrix end at zero`() {
    let gain = TransientGain(
      Matrix<Double>(rowCount: 2, columnCount: 2, elements: [0, 3, 0, 0]), powers: 4)
    #expect(distance(gain.logNorms, [0, log(3), -.infinity, -.infinity, -.infinity]) < 1e-14)
    #expect(gain.power == 1)
  }
}
