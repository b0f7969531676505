import Activations
import Testing

/// What is found about activations against what is known of them.
@Suite struct ActivationAnalysisTests {
  /// The supremum of a derivative is found by golden sections over rounded values.
  static let tolerance = 1e-9

  /// Name, sup |f'| and where, the sign left out.
  private static let steepest: [(name: String, slope: Double, place: Double)] = [
    ("tanh", 1, 0), ("sigmoid", 0.25, 0), ("relu", 1, 0), ("leaky-relu(0.2)", 1, 0),
    ("hard-sigmoid", 1.0 / 6, 0), ("softsign", 1, 0), ("softplus", 1, 20.73),
    ("silu", 1.099_839_320_128_866, 2.399_357_28), ("gelu", 1.128_904_145, 1.414_213_56),
    ("identity", 1, 0), ("elu", 1, 0), ("elu(2)", 2, 0), ("sin(3 * x)", 3, 0),
    ("x * clip((x + 3) / 6, 0, 1)", 1.5, 3),
  ]

  @Test(arguments: steepest)
  func `the steepest slope and its place are found`(
    name: String, slope: Double, place: Double
  ) throws {
    let analysis = ActivationAnalysis(try Activation(parsing: name))
    #expect((analysis.lipschitz - slope).magnitude <= 1e-8, "\(analysis.lipschitz)")
    let steepest = try #require(analysis.steepest)
    #expect((steepest.magnitude - place.magnitude).magnitude <= 0.03, "\(steepest)")
    let sigma = try #require(analysis.guaranteedVanishingSigma)
    #expect((sigma * analysis.lipschitz - 1).magnitude <= 1e-15)
  }

  @Test(arguments: ["x^2", "exp(x)", "where(x > 0, 1, 0)", "where(x > 1, x, 0)"])
  func `nothing is guaranteed where the slope is unbounded or the value jumps`(text: String) throws
  {
    let analysis = ActivationAnalysis(try Activation(parsing: text))
    #expect(analysis.lipschitz == .infinity)
    #expect(analysis.guaranteedVanishingSigma == nil)
  }

  @Test func `limits, parity and bounds are found`() throws {
    let expected:
      [(text: String, left: ActivationLimit, right: ActivationLimit, ActivationParity)] =
        [
          ("tanh", .value(-1), .value(1), .odd), ("relu", .value(0), .value(.infinity), .neither),
          ("x^2", .value(.infinity), .value(.infinity), .even), ("sin(x)", .none, .none, .odd),
          ("exp(-x^2)", .value(0), .value(0), .even), ("softsign", .value(-1), .value(1), .odd),
          ("log(1 + abs(x))", .value(.infinity), .value(.infinity), .even),
          ("silu", .value(0), .value(.infinity), .neither),
          ("log(x)", .undefined, .value(.infinity), .neither),
          ("0.99", .value(0.99), .value(0.99), .even),
        ]
    for (text, left, right, parity) in expected {
      let analysis = ActivationAnalysis(try Activation(parsing: text))
      #expect(analysis.leftLimit == left, "\(text)")
      #expect(analysis.rightLimit == right, "\(text)")
      #expect(analysis.parity == parity, "\(text)")
      #expect(analysis.isDefined == (text != "log(x)"))
    }
  }

  @Test func `what a closure does not declare is found`() {
    let closure = Activation<Double>("clipped") { x in min(max(x, -0.5), 2) }
    let analysis = ActivationAnalysis(closure)
    #expect(analysis.kinks == [-0.5, 2])
    #expect(analysis.jumps == [])
    #expect(analysis.lowerBound == -0.5 && analysis.upperBound == 2)
    #expect(analysis.isBounded)
    let stairs = Activation<Double>("stairs") { x in select(x > 1.25, x + 1, 0 * x) }
    #expect(ActivationAnalysis(stairs).jumps == [1.25])
    #expect(ActivationAnalysis(stairs).lipschitz == .infinity)
    let smooth = Activation<Double>("steep") { x in tanh(20 * x) }
    #expect(ActivationAnalysis(smooth).kinks == [] && ActivationAnalysis(smooth).jumps == [])
    #expect((ActivationAnalysis(smooth).lipschitz - 20).magnitude <= Self.tolerance)
  }

  @Test func `every element-wise entry of the catalogue is within its declared bounds`() throws {
    for entry in Activation<Double>.catalogue where entry.isElementwise {
      let activation = try Activation<Double>(named: entry.name)
      let analysis = ActivationAnalysis(activation)
      let closure = Activation<Double>(
        entry.name, kinks: activation.kinks,
        value: { activation.evaluate([$0]).values[0] },
        derivative: { activation.evaluate([$0]).records[0] })
      let found = ActivationAnalysis(closure)
      #expect(analysis.formula.hasPrefix(entry.formula))
      #expect(
        found.lowerBound == analysis.lowerBound
          || (found.lowerBound - analysis.lowerBound).magnitude <= 1e-6, "\(entry.name)")
      #expect(
        found.upperBound == analysis.upperBound
          || (found.upperBound - analysis.upperBound).magnitude <= 1e-6, "\(entry.name)")
      #expect(analysis.isDefined, "\(entry.name)")
    }
  }

  @Test func `a formula carries the values of its parameters`() throws {
    let leaky = ActivationAnalysis(try Activation(named: "leaky-relu(0.2)"))
    #expect(leaky.formula == "x > 0 ? x : slope * x, with slope = 0.2")
    let plain = ActivationAnalysis(try Activation(named: "leaky-relu"))
    #expect(plain.formula == "x > 0 ? x : slope * x, with slope = 0.01")
    #expect(ActivationAnalysis(try Activation(parsing: "x*2")).formula == "x * 2")
  }
}
