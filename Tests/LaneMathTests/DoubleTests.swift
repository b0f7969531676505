import LaneMath
import RealModule
import Testing

/// Rounding of the central difference itself, at a step of 1e-5: about 1e-11 relative to |f|.
private let tolerance = 2e-9

@Test func `the derivatives in Double agree with central differences`() {
  let pairs: [(String, (Double) -> (value: Double, derivative: Double))] = [
    ("tanh", Double.laneTanhWithDerivative), ("sigmoid", Double.laneSigmoidWithDerivative),
    ("softplus", Double.laneSoftplusWithDerivative), ("erf", Double.laneErfWithDerivative),
    ("softsign", Double.laneSoftsignWithDerivative), ("silu", Double.laneSiLUWithDerivative),
    ("gelu", Double.laneGELUWithDerivative),
    ("mish", Double.laneMishWithDerivative), ("gelu by tanh", Double.laneTanhGELUWithDerivative),
    ("tanhshrink", Double.laneTanhshrinkWithDerivative),
    ("log cosh", Double.laneLogCoshWithDerivative),
    ("softplus at a rate", { Double.laneSoftplusWithDerivative($0, rate: 3) }),
    ("decay", { Double.laneDecayWithDerivative(-$0.magnitude) }),
  ]
  let step = 1e-5
  for (name, pair) in pairs {
    for index in -4000...4000 where index != 0 {
      let x = Double(index) * 0.005 + 0.001
      let difference = (pair(x + step).value - pair(x - step).value) / (2 * step)
      let derivative = name == "decay" && x > 0 ? -pair(x).derivative : pair(x).derivative
      #expect((difference - derivative).magnitude <= tolerance, "\(name) at \(x)")
    }
  }
}

@Test func `a saturated derivative is not rounded away`() {
  // 1 - tanh(20)^2 is 0 in Double; the true derivative is 4 exp(-40).
  let expected = 4 * Double.exp(-40)
  let found = Double.laneTanhWithDerivative(20).derivative
  #expect((found / expected - 1).magnitude < 1e-15)
  #expect((Double(Float.laneTanhWithDerivative(20).derivative) / expected - 1).magnitude < 1e-6)
}

@Test func `the left tail of gelu is not rounded away`() {
  // -20 Phi(-20), Phi(-20) = 2.753624118606233e-89.
  let found = Double.laneGELUWithDerivative(-20).value
  #expect((found / (-20 * 2.753624118606233e-89) - 1).magnitude < 1e-12)
}

@Test func `differences that cancel near 0 keep their accuracy`() {
  // x - tanh(x) = x³/3 - 2x⁵/15 + ..., log(cosh(x)) = x²/2 - x⁴/12 + ...
  let x = 1e-5
  let shrink = Double.laneTanhshrinkWithDerivative(x).value
  #expect((shrink / (x * x * x / 3 * (1 - 0.4 * x * x)) - 1).magnitude < 1e-15)
  let logarithm = Double.laneLogCoshWithDerivative(x).value
  #expect((logarithm / (x * x / 2 * (1 - x * x / 6)) - 1).magnitude < 1e-15)
  // Where the two forms of each meet.
  for x in [Double(1).nextDown, 1] {
    #expect((Double.laneTanhshrinkWithDerivative(x).value - (x - .tanh(x))).magnitude < 2e-16)
    #expect((Double.laneLogCoshWithDerivative(x).value - .log(.cosh(x))).magnitude < 2e-16)
  }
}
