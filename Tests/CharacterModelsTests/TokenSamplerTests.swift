import CharacterModels
import Foundation
import Testing

@Suite struct TokenSamplerTests {
  /// Sums of up to 60 weights in another order differ by some units of 2^-53.
  private static let tolerance = 1e-13

  private func logits(_ seed: UInt64, _ count: Int) -> [Double] {
    let uniforms = KeyedUniforms(seed: seed)
    // Tenths make equal logits frequent.
    return (0..<count).map { (uniforms[$0] * 60).rounded() / 10 - 3 }
  }

  /// Softmax, top-k and top-p as the definition says, on a fully sorted list.
  private func reference(
    _ logits: [Double], temperature: Double, topK: Int?, topP: Double?
  ) -> [Double] {
    let weights = logits.map { exp($0 / temperature) }
    var kept = logits.indices.sorted { (-logits[$0], $0) < (-logits[$1], $1) }
    kept = Array(kept.prefix(topK ?? kept.count))
    let total = kept.map { weights[$0] }.reduce(0, +)
    if let topP, topP < 1 {
      var cumulative = 0.0
      let end = kept.firstIndex { token in
        cumulative += weights[token] / total
        return cumulative >= topP
      }
      kept = Array(kept[...(end ?? kept.count - 1)])
    }
    let sum = kept.map { weights[$0] }.reduce(0, +)
    return logits.indices.map { kept.contains($0) ? weights[$0] / sum : 0 }
  }

  @Test(
    arguments: [0.3, 1, 2.5],
    [
      (nil, nil), (1, nil), (5, nil), (60, nil), (99, nil), (nil, 0.9), (nil, 0.01), (nil, 1),
      (7, 0.6), (3, 0.99), (59, 0.999), (60, 0.5),
    ] as [(Int?, Double?)])
  func `probabilities follow the definition`(
    temperature: Double, filter: (topK: Int?, topP: Double?)
  ) throws {
    let sampler = try TokenSampler(
      temperature: temperature, topK: filter.topK, topP: filter.topP)
    for seed in 0..<20 {
      let logits = logits(UInt64(seed), 60)
      let expected = reference(
        logits, temperature: temperature, topK: filter.topK, topP: filter.topP)
      let found = try sampler.probabilities(from: logits)
      for (left, right) in zip(found, expected) {
        #expect((left == 0) == (right == 0))
        #expect(abs(left - right) <= Self.tolerance)
      }
    }
  }

  @Test(arguments: [(nil, nil), (6, nil), (nil, 0.8), (8, 0.7)] as [(Int?, Double?)])
  func `keyed uniforms give the exact frequencies`(topK: Int?, topP: Double?) throws {
    let sampler = try TokenSampler(temperature: 0.8, topK: topK, topP: topP)
    let logits = logits(41, 12)
    let probabilities = try sampler.probabilities(from: logits)
    let uniforms = KeyedUniforms(seed: 1204)
    let draws = 40_000
    var counts = [Int](repeating: 0, count: logits.count)
    for draw in 0..<draws { counts[try sampler.choose(from: logits, uniform: uniforms[draw])] += 1 }
    var statistic = 0.0
    for (count, probability) in zip(counts, probabilities) {
      guard probability > 0 else {
        #expect(count == 0)
        continue
      }
      let expected = probability * Double(draws)
      statistic += pow(Double(count) - expected, 2) / expected
    }
    // The 99.9 % point of chi squared with 11 degrees of freedom, the most there are here.
    #expect(statistic < 31.26)
  }

  @Test func `the choice is where the cumulative probability passes the uniform number`() throws {
    let sampler = try TokenSampler()
    let logits = [0.25, 0.5, 0.25].map { log($0) }
    let choices = try [0, 0.2499, 0.2501, 0.7499, 0.7501, 1 - 0x1p-53].map {
      try sampler.choose(from: logits, uniform: $0)
    }
    #expect(choices == [0, 0, 1, 1, 2, 2])
  }

  @Test func `filters that leave all tokens change nothing`() throws {
    let logits = logits(3, 40)
    let plain = try TokenSampler()
    let samplers = try [
      TokenSampler(topK: 40), TokenSampler(topK: 1000), TokenSampler(topP: 1),
      TokenSampler(topK: 41, topP: 1),
    ]
    for draw in 0..<500 {
      let uniform = KeyedUniforms(seed: 5)[draw]
      let expected = try plain.choose(from: logits, uniform: uniform)
      for sampler in samplers {
        #expect(try sampler.choose(from: logits, uniform: uniform) == expected)
      }
    }
  }

  @Test func `temperature 0 takes the greatest logit and of equal ones the lowest token`() throws {
    let logits: [Float] = [-1, 2, 0, 2, 2]
    for sampler in try [
      TokenSampler(temperature: 0), TokenSampler(temperature: 0, topK: 3, topP: 0.5),
      TokenSampler(temperature: 1, topK: 1), TokenSampler(temperature: 5, topP: 1e-9),
      TokenSampler(temperature: Double.leastNonzeroMagnitude, topK: 1),
    ] {
      #expect(try sampler.choose(from: logits, uniform: 0.999) == 1)
      #expect(try sampler.probabilities(from: logits) == [0, 1, 0, 0, 0])
    }
  }

  @Test func `exactly k tokens stay when logits are equal`() throws {
    let sampler = try TokenSampler(topK: 2)
    #expect(try sampler.probabilities(from: [1, 1, 1, 1] as [Double]) == [0.5, 0.5, 0, 0])
  }

  @Test func `top-p stops as soon as the share is reached`() throws {
    let logits = [0.125, 0.5, 0.25, 0.125].map { log($0) }
    #expect(try TokenSampler(topP: 0.49).probabilities(from: logits) == [0, 1, 0, 0])
    let two = try TokenSampler(topP: 0.74).probabilities(from: logits)
    #expect(two.map { $0 > 0 } == [false, true, true, false])
    let three = try TokenSampler(topP: 0.76).probabilities(from: logits)
    #expect(three.map { $0 > 0 } == [true, true, true, false])
  }

  @Test func `top-p is a share of what top-k left`() throws {
    let logits = [0.4, 0.3, 0.2, 0.1].map { log($0) }
    // 0.4 is below 0.5 of all, but 0.57 of the two that top-k leaves.
    let both = try TokenSampler(topK: 2, topP: 0.5).probabilities(from: logits)
    #expect(both == [1, 0, 0, 0])
    let alone = try TokenSampler(topP: 0.5).probabilities(from: logits)
    #expect(alone.map { $0 > 0 } == [true, true, false, false])
  }

  @Test(arguments: [1e300, -1e300, 710, -1e4])
  func `large logits neither overflow nor vanish`(offset: Double) throws {
    let sampler = try TokenSampler(topP: 0.999)
    let found = try sampler.probabilities(from: [offset, offset, offset - abs(offset)])
    #expect(found == [0.5, 0.5, 0])
  }

  @Test func `extreme temperatures stay finite`() throws {
    let logits = [Double.greatestFiniteMagnitude, -Double.greatestFiniteMagnitude, 0]
    for temperature in [Double.leastNonzeroMagnitude, 1e-300, 1, 1e300] {
      let sampler = try TokenSampler(temperature: temperature)
      let found = try sampler.probabilities(from: logits)
      #expect(found.allSatisfy { $0.isFinite })
      #expect(abs(found.reduce(0, +) - 1) <= Self.tolerance)
    }
  }

  @Test func `scratch memory of another size changes nothing`() throws {
    let sampler = try TokenSampler(temperature: 0.9, topK: 9, topP: 0.8)
    var scratch = SamplerScratch()
    for (draw, count) in [30, 5, 30, 12, 1].enumerated() {
      let logits = logits(UInt64(draw), count).map(Float.init)
      for index in 0..<50 {
        let uniform = KeyedUniforms(seed: 9)[index]
        let fresh = try sampler.choose(from: logits, uniform: uniform)
        let reused = try sampler.choose(from: logits.span, uniform: uniform, scratch: &scratch)
        #expect(fresh == reused)
      }
    }
  }

  @Test(arguments: [-1, .infinity, .nan] as [Double])
  func `a temperature outside its range is refused`(value: Double) {
    #expect { try TokenSampler(temperature: value) } throws: { "\($0)".contains("\(value)") }
  }

  @Test(arguments: [0, -3])
  func `a top-k below one is refused`(value: Int) {
    #expect(throws: SamplerError.topK(value)) { try TokenSampler(topK: value) }
  }

  @Test(arguments: [0, -0.5, 1.5, .nan, .infinity] as [Double])
  func `a top-p outside its range is refused`(value: Double) {
    #expect { try TokenSampler(topP: value) } throws: { "\($0)".contains("\(value)") }
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity], [0, 0.7])
  func `logits that are not finite are refused and counted`(
    value: Float, temperature: Double
  ) throws {
    let sampler = try TokenSampler(temperature: temperature)
    let error = SamplerError.notFinite(
      token: 1, value: "\(value)", count: 2, vocabularySize: 4)
    #expect(throws: error) { try sampler.choose(from: [0, value, 1, value], uniform: 0.5) }
    #expect(throws: error) { try sampler.probabilities(from: [0, value, 1, value]) }
  }

  @Test(
    arguments: [
      (
        .temperature(-1),
        "The temperature -1.0 cannot be used; use --temperature with a finite number of at least 0, "
          + "where 0 always takes the most probable symbol."
      ),
      (
        .topK(0),
        "Top-k 0 leaves nothing to choose from; use --top-k with a whole number of at least 1."
      ),
      (
        .topP(1.5),
        "Top-p 1.5 is not a share of the probability; use --top-p with a number above 0 and at "
          + "most 1."
      ),
      (
        .notFinite(token: 3, value: "nan", count: 1204, vocabularySize: 2000),
        "The model has diverged (1,204 of 2,000 logits not finite, first nan for token 3); sample "
          + "from an earlier model, or train again with a smaller learning rate or stronger clipping."
      ),
    ] as [(SamplerError, String)])
  func `each error is one sentence`(error: SamplerError, sentence: String) {
    #expect("\(error)" == sentence)
  }

  @Test func `misuse traps`() async {
    await #expect(processExitsWith: .failure) {
      _ = try TokenSampler().choose(from: [0.0, 1.0], uniform: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = try TokenSampler().choose(from: [0.0, 1.0], uniform: -0.1)
    }
    await #expect(processExitsWith: .failure) {
      _ = try TokenSampler().choose(from: [] as [Float], uniform: 0.5)
    }
  }
}
