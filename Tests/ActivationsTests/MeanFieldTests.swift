import Activations
import RealModule
import Testing

/// The library's quadrature and fixed points against mpmath's, and against closed forms.
@Suite struct MeanFieldTests {
  /// Both quadratures claim more; values of f in `Double` have about 1e-15.
  static let momentTolerance = 1e-11
  /// A fixed point is as good as the moments over 1 - slope, here at least 0.05.
  static let pointTolerance = 1e-9
  /// Anchors are printed with six digits.
  static let anchorTolerance = 6e-6

  @Test func `the moments are those of an independent quadrature`() throws {
    let reference = try MeanFieldReference.read()
    #expect(reference.moments.count >= 12)
    for record in reference.moments {
      let field = MeanField(try Activation(parsing: record.activation))
      for (index, variance) in reference.variances.enumerated() {
        let found = field.moments(variance: variance)
        let (second, squared) = (record.secondMoments[index], record.squaredSlopes[index])
        #expect(
          (found.secondMoment / second - 1).magnitude <= Self.momentTolerance,
          "E f² of \(record.activation) at \(variance): \(found.secondMoment), not \(second)")
        #expect(
          (found.squaredSlope / squared - 1).magnitude <= Self.momentTolerance,
          "E f'² of \(record.activation) at \(variance): \(found.squaredSlope), not \(squared)")
      }
    }
  }

  @Test func `the fixed points are those of an independent search`() throws {
    for record in try MeanFieldReference.read().fixedPoints {
      let field = MeanField(try Activation(parsing: record.activation))
      let points = field.fixedPoints(
        gain: record.gain, inputVariance: record.inputDeviation * record.inputDeviation)
      let nearest = points.min {
        ($0.variance - record.variance).magnitude < ($1.variance - record.variance).magnitude
      }
      let found = try #require(nearest, "\(record.activation) has no fixed point")
      let label: Comment = "\(record.activation) at \(record.gain): \(found), not \(record)"
      #expect((found.variance / record.variance - 1).magnitude <= Self.pointTolerance, label)
      #expect(
        (found.gradientFactor / record.gradientFactor - 1).magnitude <= Self.pointTolerance, label)
    }
  }

  @Test func `the critical gains are those of an independent search`() throws {
    for record in try MeanFieldReference.read().criticalGains {
      let field = MeanField(try Activation(parsing: record.activation))
      let gains = field.criticalGains(inputVariance: record.inputDeviation * record.inputDeviation)
        .filter { $0.cause == .gradient }
      let found = try #require(gains.first, "\(record.activation) has no critical gain")
      // χ - 1 is told from 0 to 1e-9, and depends on the gain with a slope of about 1.
      #expect((found.gain / record.gain - 1).magnitude <= 1e-7, "\(found), not \(record)")
      #expect((found.variance / record.variance - 1).magnitude <= 1e-6, "\(found), not \(record)")
    }
  }

  @Test func `tanh has the anchors of the literature`() throws {
    let field = MeanField(.tanh)
    let chaotic = try #require(field.settledPoint(gain: 2))
    #expect((chaotic.variance - 2.12147).magnitude <= Self.anchorTolerance)
    #expect((chaotic.gradientFactor - 1.36267).magnitude <= Self.anchorTolerance)
    #expect((chaotic.exponent - 0.15472).magnitude <= Self.anchorTolerance)
    #expect(chaotic.stability == .chaotic && chaotic.memory == nil)
    let driven = try #require(field.settledPoint(gain: 1, inputVariance: 0.25))
    #expect((driven.exponent + 0.27246).magnitude <= Self.anchorTolerance)
    #expect(driven.stability == .stable)
    let memory = try #require(driven.memory)
    #expect((memory - 3.67).magnitude <= 0.005)
    #expect(field.fixedPoints(gain: 2).map(\.stability) == [.repelling, .chaotic])
    #expect(field.fixedPoints(gain: 0.9).map(\.stability) == [.stable])
    #expect(field.criticalGain()?.gain == 1)
  }

  @Test(arguments: [0.25, 1, 2.12147, 9, 10_000])
  func `the saturated share of tanh is a closed form`(variance: Double) throws {
    // f' < 0.1 where |x| > artanh(√0.9).
    let edge = Double.atanh(0.9.squareRoot())
    let expected = Double.erfc(edge / (2 * variance).squareRoot())
    let found = try #require(MeanField(.tanh).saturatedShare(variance: variance))
    #expect((found - expected).magnitude <= 1e-11)
    #expect(MeanField(.relu).saturatedShare(variance: variance) == nil)
  }

  @Test func `relu is neutral at the square root of 2 and nowhere else`() throws {
    let field = MeanField(.relu)
    for variance in [1e-8, 0.3, 7, 1e10] {
      let moments = field.moments(variance: variance)
      #expect((moments.secondMoment / variance - 0.5).magnitude <= 1e-14)
      #expect((moments.squaredSlope - 0.5).magnitude <= 1e-14)
    }
    for inputVariance in [0, 1e-4, 1, 100] {
      let gain = try #require(field.criticalGain(inputVariance: inputVariance)?.gain)
      #expect((gain - 2.0.squareRoot()).magnitude <= 1e-9, "\(gain) at \(inputVariance)")
    }
    #expect(field.fixedPoints(gain: 2.0.squareRoot()).map(\.stability) == [.marginal])
    let driven = try #require(field.settledPoint(gain: 1, inputVariance: 0.5))
    #expect(
      (driven.variance - 1).magnitude <= 1e-9 && (driven.gradientFactor - 0.5).magnitude <= 1e-12)
    #expect(field.settledPoint(gain: 1.5, inputVariance: 0.5) == nil)
  }

  @Test func `silu and gelu have a branch at rest and one far out`() {
    for (activation, rest) in [(Activation<Double>.silu, 2.0), (.gelu, 2.0)] {
      let field = MeanField(activation)
      let gains = field.criticalGains()
      #expect(gains.map(\.cause) == [.growth, .gradient])
      #expect((gains[0].gain - 2.0.squareRoot()).magnitude <= 1e-7)
      #expect((gains[1].gain - rest).magnitude <= 1e-9)
      #expect(field.fixedPoints(gain: 1.7).map(\.stability) == [.stable, .repelling])
    }
  }

  @Test(arguments: ["where(x > 0, 1, 0)", "max(x, 0)^2", "x^2", "sign(x)", "x^3", "0.99"])
  func `without a derivative at rest there is no critical gain, with input or without`(
    text: String
  ) throws {
    let field = MeanField(try Activation(expression: text))
    for inputVariance in [0, 0.003, 1] {
      #expect(field.criticalGain(inputVariance: inputVariance) == nil, "\(text)")
    }
  }

  @Test func `an expectation that diverges is infinite`() throws {
    let steep = MeanField(try Activation(expression: "exp(x^2)"))
    // E[exp(2x²)] = (1 - 4q)^(-1/2) below q = 1/4.
    let moment = steep.moments(variance: 0.2).secondMoment
    #expect((moment / 0.2.squareRoot().reciprocalSquare - 1).magnitude <= 1e-10)
    #expect(steep.moments(variance: 0.26).secondMoment == .infinity)
    let exponential = MeanField(try Activation(expression: "exp(x)"))
    #expect((exponential.moments(variance: 4).secondMoment / .exp(8) - 1).magnitude <= 1e-11)
    #expect(exponential.growth == .faster)
    #expect(MeanField(.tanh).growth == .slower)
    #expect(MeanField(try Activation(expression: "log(x)")).growth == .undefined)
  }

  @Test func `the mean state of relu is that of half a normal variable`() {
    let mean = MeanField(.relu).meanState(variance: 4)
    #expect((mean - 2 / (2 * Double.pi).squareRoot()).magnitude <= 1e-13)
    #expect(MeanField(.tanh).meanState(variance: 4).magnitude <= 1e-15)
  }
}

extension Double {
  /// (1 - 4 · 0.2)^(-1/2) = 1 / √0.2 from √0.2.
  fileprivate var reciprocalSquare: Double { 1 / self }
}
