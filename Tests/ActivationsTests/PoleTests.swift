import Activations
import Testing

/// Where values or slopes grow beyond every number.
@Suite struct PoleTests {
  /// Expression, poles, and the bounds of the values.
  private static let functions: [(text: String, poles: [Double], lower: Double, upper: Double)] = [
    ("1 / x", [0], -.infinity, .infinity), ("1 / (x - 1)", [1], -.infinity, .infinity),
    ("1 / x^2", [0], 0, .infinity), ("-2 / abs(x - 1 / 7)", [1.0 / 7], -.infinity, 0),
    ("log(abs(x))", [0], -.infinity, .infinity), ("exp(1 / x)", [0], 0, .infinity),
    ("log(abs(x - 1 / 3))", [1.0 / 3], -.infinity, .infinity), ("1 / x^200", [0], 0, .infinity),
    ("where(x > 1, 1 / (x - 1), 0)", [1], 0, .infinity), ("abs(x)^-0.25", [0], 0, .infinity),
    ("x + 1 / (x - 50.001)", [50.001], -.infinity, .infinity),
    ("log(x * x - 1)", [-1, 1], -.infinity, .infinity),
    ("x / (x * x - 4)", [-2, 2], -.infinity, .infinity), ("1 / max(x, 0)", [0], 0, .infinity),
  ]

  @Test(arguments: functions)
  func `a pole is found, and is no jump or kink`(
    text: String, poles: [Double], lower: Double, upper: Double
  ) throws {
    let activation = try Activation<Double>(expression: text)
    let closure = Activation<Double>(
      name: "undeclared", lowerBound: -.infinity, upperBound: .infinity, kinks: [],
      saturates: false,
      kernel: try ActivationExpression(text).kernel())
    for found in [ActivationAnalysis(activation), ActivationAnalysis(closure)] {
      #expect(found.poles.count == poles.count, "\(found.poles)")
      #expect(zip(found.poles, poles).allSatisfy { ($0 - $1).magnitude <= 1e-8 }, "\(found.poles)")
      #expect(found.jumps == [])
      #expect(!found.kinks.contains { kink in poles.contains { ($0 - kink).magnitude < 1e-6 } })
      #expect((found.lowerBound - lower).magnitude <= 1e-6 || found.lowerBound == lower)
      #expect((found.upperBound - upper).magnitude <= 1e-6 || found.upperBound == upper)
      #expect(found.lipschitz == .infinity && found.steepest == nil)
      #expect(found.guaranteedVanishingSigma == nil)
    }
    #expect(!activation.saturates)
  }

  @Test func `a double pole in which the denominator cancels is found`() throws {
    let found = ActivationAnalysis(try Activation(expression: "1 / (x * x - 2 * x / 3 + 1 / 9)"))
    #expect(found.poles.count == 1 && found.upperBound == .infinity)
    #expect((found.poles[0] - 1.0 / 3).magnitude < 1e-7)
  }

  @Test func `the tangent has a pole every half turn`() throws {
    let found = ActivationAnalysis(try Activation(expression: "sin(x) / cos(x)"))
    #expect(found.poles.count == 64 && found.jumps == [] && !found.isBounded)
    #expect(
      found.poles.allSatisfy { pole in
        let turns = pole / .pi - 0.5
        return (turns - turns.rounded()).magnitude < 1e-9
      })
  }

  @Test(arguments: [
    "1 / (1 + x * x)", "x / (1 + abs(x))", "tanh(50 * x)", "tanh(1 / x)", "sign(x)", "exp(x * x)",
    "1 / (x * x + 1e-6)", "1 / (1e-6 + abs(x))", "sin(1000 * x)", "sin(x) / x", "exp(-1 / x^2)",
    "1 - abs(x)^0.1", "sqrt(x * x - 1)", "1000 * exp(-100 * x * x)",
  ])
  func `no pole is seen where there is none`(text: String) throws {
    let activation = try Activation<Double>(expression: text)
    #expect(activation.poles == [])
    #expect(ActivationAnalysis(activation).poles == [])
  }

  @Test func `no entry of the catalogue has a pole or a vertical tangent`() throws {
    for entry in Activation<Double>.catalogue where entry.isElementwise {
      let found = ActivationAnalysis(try Activation(named: entry.name))
      #expect(found.poles == [] && found.verticalTangents == [], "\(entry.name)")
    }
  }

  @Test(arguments: ["sqrt(abs(x))", "(x * x)^0.25", "1 - abs(x)^0.1", "relu(x) / sqrt(abs(x))"])
  func `a vertical tangent is a kink with an unbounded slope`(text: String) throws {
    let found = ActivationAnalysis(try Activation(expression: text))
    #expect(found.verticalTangents == [0] && found.kinks == [0] && found.poles == [])
    #expect(found.jumps == [])
    #expect(found.lipschitz == .infinity)
  }

  @Test(arguments: ["1 / x", "1 / (x - 1)", "sin(x) / cos(x)", "1 / sqrt(abs(x))"])
  func `with a pole that is not square-integrable no moments exist`(text: String) throws {
    let field = MeanField(try Activation(expression: text))
    #expect(!field.hasSecondMoment && !field.hasSquaredSlope && !field.restsAtZero)
    #expect(field.moments(variance: 1).secondMoment == .infinity)
    #expect(field.growth == .infinite)
    #expect(field.fixedPoints(gain: 1) == [] && field.settledPoint(gain: 1) == nil)
    #expect(field.criticalGains() == [])
  }

  @Test func `a weak pole has a state with a size, and gradients that explode at every gain`()
    throws
  {
    for text in ["log(abs(x))", "abs(x)^-0.25", "sqrt(abs(x))"] {
      let field = MeanField(try Activation(expression: text))
      #expect(field.hasSecondMoment && !field.hasSquaredSlope, "\(text)")
      #expect(field.moments(variance: 1).squaredSlope == .infinity)
      let point = try #require(field.settledPoint(gain: 1))
      #expect(point.gradientFactor == .infinity && point.stability == .chaotic)
      #expect(field.criticalGains() == [])
    }
    // E[(ln|z|)²] = (γ + ln 2)² / 4 + π² / 8.
    let logarithm = MeanField(try Activation(expression: "log(abs(x))"))
    let exact = 1.270_362_845_461_478_2 * 1.270_362_845_461_478_2 / 4 + Double.pi * .pi / 8
    #expect((logarithm.moments(variance: 1).secondMoment - exact).magnitude < 1e-9)
  }
}
