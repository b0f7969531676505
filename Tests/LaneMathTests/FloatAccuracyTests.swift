import LaneMath
import RealModule
import Testing

/// A lane function with its `Double` reference; functions without a derivative report 0 for it.
struct LaneFunction: Sendable, CustomTestStringConvertible {
  typealias Pair<Scalar> = @Sendable (Scalar) -> (value: Scalar, derivative: Scalar)

  let testDescription: String
  /// Measured, rounded up to a half; the contract of `LaneReal` is 4.
  let units: Double
  let float: Pair<Float>
  let double: Pair<Double>

  init(
    _ name: String, units: Double, _ float: @escaping Pair<Float>, _ double: @escaping Pair<Double>
  ) {
    testDescription = name
    self.units = units
    self.float = float
    self.double = double
  }

  static let all = simple + compound

  private static let simple: [LaneFunction] = [
    LaneFunction("exp", units: 1.5, { (.laneExp($0), 0) }, { (.exp($0), 0) }),
    LaneFunction(
      "expMinusOne", units: 2, { (.laneExpMinusOne($0), 0) }, { (.expMinusOne($0), 0) }),
    LaneFunction("log", units: 1, { (.laneLog($0), 0) }, { (.log($0), 0) }),
    LaneFunction(
      "logOnePlus", units: 1.5, { (.laneLogOnePlus($0), 0) }, { (.log(onePlus: $0), 0) }),
    LaneFunction("tanh alone", units: 3, { (.laneTanh($0), 0) }, { (.tanh($0), 0) }),
    LaneFunction(
      "sigmoid alone", units: 3, { (.laneSigmoid($0), 0) }, { (1 / (1 + .exp(-$0)), 0) }),
    LaneFunction("erf alone", units: 1.5, { (.laneErf($0), 0) }, { (.erf($0), 0) }),
    LaneFunction(
      "exp of a difference", units: 2, { (.laneExpOfDifference($0, 3), 0) },
      { ($0 <= 3 ? .exp($0 - 3) : 0, 0) }),
    LaneFunction("sin", units: 1, { (.laneSin($0), 0) }, { (.sin($0), 0) }),
    LaneFunction("cos", units: 1, { (.laneCos($0), 0) }, { (.cos($0), 0) }),
    LaneFunction("power", units: 1, { (.lanePow($0, 3), 0) }, { ($0 * $0 * $0, 0) }),
    LaneFunction(
      "erf", units: 1.5, Float.laneErfWithDerivative,
      { (.erf($0), 2 / Double.pi.squareRoot() * .exp(-$0 * $0)) }),
    LaneFunction(
      "decay", units: 1.5, Float.laneDecayWithDerivative,
      { $0 > 0 ? (0, 1) : (.expMinusOne($0), .exp($0)) }),
    LaneFunction(
      "tanh", units: 3, Float.laneTanhWithDerivative,
      { (.tanh($0), 1 / (Double.cosh($0) * .cosh($0))) }),
    LaneFunction(
      "sigmoid", units: 3, Float.laneSigmoidWithDerivative,
      { (1 / (1 + .exp(-$0)), 1 / ((1 + .exp(-$0)) * (1 + .exp($0)))) }),
    LaneFunction(
      "softplus", units: 3, Float.laneSoftplusWithDerivative,
      { ($0 > 40 ? $0 : .log(onePlus: .exp($0)), 1 / (1 + .exp(-$0))) }),
    LaneFunction(
      "softsign", units: 2, Float.laneSoftsignWithDerivative,
      { ($0 / (1 + $0.magnitude), 1 / (1 + $0.magnitude) / (1 + $0.magnitude)) }),
    LaneFunction(
      "silu", units: 4, Float.laneSiLUWithDerivative, Double.laneSiLUWithDerivative),
    LaneFunction("gelu", units: 4, Float.laneGELUWithDerivative, Double.laneGELUWithDerivative),
  ]

  private static let compound: [LaneFunction] = [
    LaneFunction("mish", units: 4, Float.laneMishWithDerivative, Double.laneMishWithDerivative),
    LaneFunction(
      "gelu by tanh", units: 4, Float.laneTanhGELUWithDerivative,
      Double.laneTanhGELUWithDerivative),
    LaneFunction(
      "tanhshrink", units: 4, Float.laneTanhshrinkWithDerivative,
      Double.laneTanhshrinkWithDerivative),
    LaneFunction(
      "log cosh", units: 4, Float.laneLogCoshWithDerivative, Double.laneLogCoshWithDerivative),
    LaneFunction(
      "decay at a rate", units: 4, { Float.laneDecayWithDerivative($0, rate: 0.3) },
      { $0 > 0 ? (0, 1) : (Double.expMinusOne(0.3 * $0), Double.exp(0.3 * $0)) }),
    LaneFunction(
      "tanh at a rate", units: 4, { Float.laneTanhWithDerivative($0, rate: 0.3) },
      { Double.laneTanhWithDerivative(0.3 * $0) }),
    LaneFunction(
      "softplus at a rate", units: 4, { Float.laneSoftplusWithDerivative($0, rate: 3) },
      { x in
        let (value, derivative) = Double.laneSoftplusWithDerivative(3 * x)
        return (value / 3, derivative)
      }),
  ]
}

/// The derivative's contract in `LaneReal`.
private let derivativeTolerance = 1e-5

@Test(arguments: LaneFunction.all)
func `each function keeps its accuracy over the whole range of Float`(_ function: LaneFunction) {
  var scan = ErrorScan()
  for point in ErrorScan.points
  where function.testDescription != "exp of a difference" || point <= 3 {
    scan.visit(point, function.float(point), function.double(Double(point)))
  }
  #expect(ErrorScan.points.count > 1_000_000 && scan.count > 700_000)
  #expect(scan.valueError <= function.units, "at \(scan.valuePoint)")
  #expect(scan.derivativeError <= derivativeTolerance, "at \(scan.derivativePoint)")
}

@Test(arguments: [
  ("silu", -1.2784645427610738), ("gelu", -0.75179152469356446), ("mish", -1.1924312145144952),
  ("gelu by tanh", -0.75246142207101626),
])
func `derivatives are accurate on both sides of their own zeros`(
  _ name: String, _ zero: Double
) throws {
  let function = try #require(LaneFunction.all.first { $0.testDescription == name })
  var scan = ErrorScan()
  var below = Float(zero)
  var above = Float(zero).nextUp
  for _ in 0..<100_000 {
    for point in [below, above] {
      scan.visit(point, function.float(point), function.double(Double(point)))
    }
    (below, above) = (below.nextDown, above.nextUp)
  }
  #expect(scan.derivativeError <= derivativeTolerance, "at \(scan.derivativePoint)")
}
