import Foundation
import LaneMath
import Testing

/// The weights of logits in double precision against the C library's exponential.
@Suite(.enabled(if: MachineKernels.areAvailable, "no kernels on this machine"))
struct RowWeightsTests {
  /// In units in the last place: one of the kernel's, one of the library's.
  private static let units = 2.0

  private static func weigh(_ logits: [Double], temperature: Double) -> (
    largest: Double?, scores: [Double], weights: [Double]
  ) {
    var scores = logits
    var weights = [Double](repeating: -1, count: logits.count)
    var scoreSpan = scores.mutableSpan
    var weightSpan = weights.mutableSpan
    let largest = Double.weigh(&scoreSpan, temperature: temperature, into: &weightSpan)
    return (largest, scores, weights)
  }

  @Test(arguments: [1, 2, 7, 16, 17, 65, 100], [0.01, 0.7, 1, 20])
  func `weights are exponentials to the last place`(count: Int, temperature: Double) {
    for repetition in 0..<200 {
      let logits = (0..<count).map { 11 * sin(Double(repetition * 131 + $0 * 7919)) }
      let found = Self.weigh(logits, temperature: temperature)
      let largest = logits.max() ?? .nan
      #expect(found.largest == largest)
      for token in logits.indices {
        let score = (logits[token] - largest) / temperature
        #expect(found.scores[token] == score)
        let expected = exp(score)
        #expect(
          abs(found.weights[token] - expected) <= Self.units * expected.ulp, "exp(\(score))")
      }
    }
  }

  @Test func `what is too small for a number is zero, and the largest weighs 1`() {
    let logits = [0, -708, -709, -744, -745.1, -746, -1e3, -1e300]
    let found = Self.weigh(logits, temperature: 1).weights
    for (weight, logit) in zip(found, logits) {
      #expect(abs(weight - exp(logit)) <= Self.units * exp(logit).ulp, "exp(\(logit))")
    }
    #expect(found.first == 1)
    #expect(found.suffix(3) == [0, 0, 0])
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity], [0, 4, 15, 16, 39])
  func `a logit that is not finite is told, and nothing written`(bad: Double, place: Int) {
    var logits = (0..<40).map { Double($0) }
    logits[place] = bad
    let found = Self.weigh(logits, temperature: 1)
    #expect(found.largest?.isFinite == false)
    #expect(found.weights.allSatisfy { $0 == -1 })
    #expect(found.scores.map(\.bitPattern) == logits.map(\.bitPattern))
  }

  @Test func `registers of half the width give the same bits`() async {
    let bits = Self.bits()
    await #expect(processExitsWith: .success) { [bits = bits as [UInt64]] in
      setenv("RNN_KERNELS", "avx2", 1)
      precondition(MachineKernels.width == .avx2)
      precondition(Self.bits() == bits, "a weight has other bits")
    }
  }

  private static func bits() -> [UInt64] {
    let logits = (0..<77).map { 9 * cos(Double($0 * $0)) }
    return weigh(logits, temperature: 0.9).weights.map(\.bitPattern)
  }
}
