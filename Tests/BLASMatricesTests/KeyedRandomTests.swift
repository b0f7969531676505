import BLASMatrices
import Testing

@Suite struct KeyedRandomTests {
  /// A stream's key and its first four values, from an implementation of the same definition in
  /// Python: if one of these changes, every seed ever written down means another run.
  struct Golden: Sendable {
    var seed: UInt64
    var purpose: String
    var index: UInt64
    var bits: [UInt64]
  }

  @Test(arguments: [
    Golden(
      seed: 0, purpose: "", index: 0,
      bits: [
        0x41e5_779b_7cf5_e194, 0xff32_4dde_c2f4_b5bc, 0xb6c9_a3c3_292a_8d61,
        0xa589_84b8_6daf_e75a,
      ]),
    Golden(
      seed: 1, purpose: "rnn.weight_hh_l0", index: 0,
      bits: [
        0xff26_11d3_9734_6c0b, 0x5833_2612_05a1_385f, 0xace0_2f8e_2de4_115c,
        0x3ae7_fd74_b693_3fe7,
      ]),
    Golden(
      seed: 1, purpose: "rnn.weight_hh_l0", index: 1,
      bits: [
        0x8547_137d_b650_21c3, 0x1925_adc7_b763_ea57, 0x3057_5f81_12a4_e830,
        0x8227_e454_6a4c_b1f4,
      ]),
    Golden(
      seed: .max, purpose: "sampling", index: .max,
      bits: [
        0x3cc5_2eea_cb59_f8ab, 0x98e5_c0db_ef81_d7ef, 0xf94d_b551_c44f_4db3,
        0xba1e_5fc7_40f7_d184,
      ]),
  ])
  func `the generator never changes`(golden: Golden) {
    var random = KeyedRandom(seed: golden.seed, purpose: golden.purpose, index: golden.index)
    #expect(golden.bits.indices.map { _ in random.nextBits() } == golden.bits)
  }

  @Test func `the conversions never change`() {
    var uniform = KeyedRandom(seed: 1, purpose: "rnn.weight_hh_l0")
    #expect(
      (0..<4).map { _ in uniform.nextUniform() } == [
        0.9966746465281219, 0.3445304674147608, 0.6752958032719933, 0.2301023874229714,
      ])
    var normal = KeyedRandom(seed: 1, purpose: "rnn.weight_hh_l0")
    let expected = [
      -1.8905891580746461, 0.18702919677703775, 0.09103628585135083, -0.5303260515352604,
    ]
    // Logarithm and cosine are the platform's, good to a unit in the last place.
    for value in expected { #expect(abs(normal.nextNormal() - value) < 1e-14) }
  }

  @Test func `streams of neighbouring keys share nothing`() {
    let keys: [(UInt64, String, UInt64)] = [
      (1, "a", 0), (2, "a", 0), (1, "b", 0), (1, "a", 1), (1, "", 0), (1, "a ", 0), (0, "a", 1),
    ]
    var seen: Set<UInt64> = []
    for (seed, purpose, index) in keys {
      var random = KeyedRandom(seed: seed, purpose: purpose, index: index)
      for _ in 0..<1000 { seen.insert(random.nextBits()) }
    }
    #expect(seen.count == 1000 * keys.count)
  }

  @Test func `streams of successive indices are not correlated`() {
    let count = 20_000
    let draws = (0...count).map { index in
      var random = KeyedRandom(seed: 3, purpose: "row", index: UInt64(index))
      return random.nextUniform() - 0.5
    }
    var covariance = 0.0
    for index in 0..<count { covariance += draws[index] * draws[index + 1] }
    // Variance 1/12; the estimate of a correlation of 0 has deviation 1/sqrt(n).
    #expect(abs(12 * covariance / Double(count)) < 4 / Double(count).squareRoot())
  }

  @Test func `a copy repeats what follows`() {
    var random = KeyedRandom(seed: 5, purpose: "copy")
    _ = random.nextBits()
    var copy = random
    #expect(random.nextBits() == copy.nextBits())
  }

  @Test func `uniform numbers fill the unit interval evenly`() {
    var random = KeyedRandom(seed: 11, purpose: "uniform")
    let count = 100_000
    let draws = (0..<count).map { _ in random.nextUniform() }
    #expect(draws.allSatisfy { $0 >= 0 && $0 < 1 })
    let mean = draws.reduce(0, +) / Double(count)
    let second = draws.reduce(0) { $0 + $1 * $1 } / Double(count)
    // Deviations of the two estimates: sqrt(1/12/n) and sqrt(4/45/n).
    #expect(abs(mean - 1.0 / 2) < 4 * (1 / 12.0 / Double(count)).squareRoot())
    #expect(abs(second - 1.0 / 3) < 4 * (4 / 45.0 / Double(count)).squareRoot())
    for tenth in 0..<10 {
      let hits = draws.count { Int($0 * 10) == tenth }
      #expect(abs(hits - count / 10) < 400, "\(hits) draws in tenth \(tenth)")
    }
  }

  @Test func `normal numbers have the moments of the normal distribution`() {
    var random = KeyedRandom(seed: 13, purpose: "normal")
    let count = 100_000
    let draws = (0..<count).map { _ in random.nextNormal() }
    // E x^k for k = 1...4, and the variance of each estimate times n.
    for (power, (moment, variance)) in zip(1..., [(0.0, 1.0), (1, 2), (0, 15), (3, 96)]) {
      let sum = draws.reduce(0.0) { total, draw in
        total + (0..<power).reduce(1.0) { product, _ in product * draw }
      }
      let estimate = sum / Double(count)
      #expect(
        abs(estimate - moment) < 4 * (variance / Double(count)).squareRoot(),
        "moment \(power) is \(estimate)")
    }
    #expect(draws.allSatisfy { $0.isFinite })
  }
}
