import Activations
import BLASMatrices
import Foundation
import GradientFlow
import Recurrent
import Testing

/// Random networks of 200 units against mean-field theory, whose errors are those of their size.
///
/// Theory (science.md, sections 4 and 5): q = g² E[f(√q z)²] + s², χ = g² E[f'(√q z)²],
/// λ_1 = ½ ln χ, ‖J_k‖_F² = N χ^k for k small beside N.
struct MeanFieldTests {
  private static let size = 200

  /// λ_1 of one network after 300 steps for its state and 200 for its frame.
  private func exponent(
    _ hidden: Activation<Double>, gain: Double, inputScale: Double, seed: UInt64,
    steps: Int = 1_000
  ) throws -> Double {
    let driven = DrivenNetwork<Double>(
      initialization: .gaussian(gain: gain), inputScale: inputScale, seed: seed
    ) { ElmanCell(inputSize: $0, hiddenSize: Self.size, hidden: hidden) }
    let tape = driven.run(steps: steps + 200, settling: 300)
    let parameters = driven.network.parameters.view
    return try LyapunovExponents(
      driven.network.architecture, parameters, tape, count: 1, aligning: 200
    ).values[0]
  }

  @Test(arguments: [
    // (g, s, theory, tolerance): the scatter of medians of five networks of 200 units.
    (2.0, 0.0, 0.15472, 0.025), (3.0, 0.0, 0.293, 0.03), (1.0, 0.5, -0.27246, 0.02),
  ])
  func `the first exponent of tanh is that of the theory`(
    gain: Double, inputScale: Double, theory: Double, tolerance: Double
  ) throws {
    let found = try (1...5).map {
      try exponent(.tanh, gain: gain, inputScale: inputScale, seed: UInt64($0))
    }
    let median = found.sorted()[2]
    #expect(abs(median - theory) < tolerance, "\(found)")
  }

  @Test func `below its critical gain a tanh net without input has the exponent ln ρ(W)`() throws {
    // Every state decays to zero, where f' = 1 and J = W.
    let driven = DrivenNetwork<Double>(
      initialization: .gaussian(gain: 0.9), inputScale: 0, seed: 3
    ) { ElmanCell(inputSize: $0, hiddenSize: 100) }
    let tape = driven.run(steps: 2_300)
    let parameters = driven.network.parameters.view
    let architecture = driven.network.architecture
    let found = try LyapunovExponents(
      architecture, parameters, tape, count: 2, settling: 100, aligning: 200)
    let radius = try WeightSpectrum(architecture, parameters, layer: 0).spectralRadius
    // The finite-time error is ln(condition) / 2000 steps.
    #expect(abs(found.values[0] - log(radius)) < 2e-3)
  }

  @Test(arguments: [
    // ln χ. Without a drive (χ = 1.36267) networks of this size scatter by .035.
    (1.2, 0.5, -0.2908, 0.02), (2.0, 0.0, 0.30945, 0.05),
  ])
  func `products of Jacobians grow as χ to the k`(
    gain: Double, inputScale: Double, theory: Double, tolerance: Double
  ) throws {
    let slopes = try (1...4).map { seed in
      let driven = DrivenNetwork<Double>(
        initialization: .gaussian(gain: gain), inputScale: inputScale, seed: UInt64(seed)
      ) { ElmanCell(inputSize: $0, hiddenSize: Self.size) }
      let tape = driven.run(steps: 12, rows: 16, settling: 100, initialDeviation: 1)
      let parameters = driven.network.parameters.view
      let norm = try JacobianProductNorm(
        driven.network.architecture, parameters, tape, probes: 8)
      return norm.slope(over: 1...12)
    }
    let mean = slopes.reduce(0, +) / 4
    #expect(abs(mean - theory) < tolerance, "\(slopes)")
  }

  @Test(arguments: [1.0, 1.2])
  func `under a drive relu is critical at the gain √2`(gain: Double) throws {
    let found = try (1...8).map {
      try exponent(.relu, gain: gain, inputScale: 1, seed: UInt64($0), steps: 400)
    }
    let mean = found.reduce(0, +) / 8
    // Eight networks of 200 units: ±.028 at g = 1 (measured), and exact scaling in g without drive.
    #expect(abs(mean - log(gain / 2.0.squareRoot())) < 0.028, "\(found)")
  }

  @Test func `the critical gain of relu is measured as √2, where λ_1 changes its sign`() throws {
    func mean(gain: Double) throws -> Double {
      let found = try (1...16).map {
        try exponent(.relu, gain: gain, inputScale: 0, seed: UInt64($0), steps: 400)
      }
      return found.reduce(0, +) / 16
    }
    let (below, above) = (try mean(gain: 1.3), try mean(gain: 1.5))
    #expect(below < 0 && above > 0, "\(below), \(above)")
    // Without a drive relu scales with the gain, so that the line through both has the slope 1 and
    // its zero is the critical gain: ln g = ln √2 ± .066 / √16 for networks of 200 units. Rounding
    // may turn a unit whose input is nearly zero.
    #expect(abs(above - below - log(1.5 / 1.3)) < 1e-2)
    #expect(abs(log(1.3) - below - log(2) / 2) < 3 * 0.066 / 4, "\(below)")
  }
}
