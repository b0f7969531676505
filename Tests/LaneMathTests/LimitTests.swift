import LaneMath
import Testing

/// Limits that hold in both precisions: the function, at minus infinity, at plus infinity.
private func limits<Scalar: LaneReal>(
  _: Scalar.Type
) -> [(name: String, function: (Scalar) -> Scalar, below: Scalar, above: Scalar)] {
  [
    ("exp", Scalar.laneExp, 0, .infinity),
    ("expMinusOne", Scalar.laneExpMinusOne, -1, .infinity),
    ("log", Scalar.laneLog, .nan, .infinity),
    ("logOnePlus", Scalar.laneLogOnePlus, .nan, .infinity),
    ("tanh", Scalar.laneTanh, -1, 1),
    ("tanh'", { Scalar.laneTanhWithDerivative($0).derivative }, 0, 0),
    ("sigmoid", Scalar.laneSigmoid, 0, 1),
    ("sigmoid'", { Scalar.laneSigmoidWithDerivative($0).derivative }, 0, 0),
    ("erf", Scalar.laneErf, -1, 1),
    ("erf'", { Scalar.laneErfWithDerivative($0).derivative }, 0, 0),
    ("decay", { Scalar.laneDecayWithDerivative($0).value }, -1, 0),
    ("decay'", { Scalar.laneDecayWithDerivative($0).derivative }, 0, 1),
    ("softplus", { Scalar.laneSoftplusWithDerivative($0).value }, 0, .infinity),
    ("softplus'", { Scalar.laneSoftplusWithDerivative($0).derivative }, 0, 1),
    ("softsign", { Scalar.laneSoftsignWithDerivative($0).value }, -1, 1),
    ("softsign'", { Scalar.laneSoftsignWithDerivative($0).derivative }, 0, 0),
    ("silu", { Scalar.laneSiLUWithDerivative($0).value }, 0, .infinity),
    ("silu'", { Scalar.laneSiLUWithDerivative($0).derivative }, 0, 1),
    ("gelu", { Scalar.laneGELUWithDerivative($0).value }, 0, .infinity),
    ("mish", { Scalar.laneMishWithDerivative($0).value }, 0, .infinity),
    ("mish'", { Scalar.laneMishWithDerivative($0).derivative }, 0, 1),
    ("gelu by tanh", { Scalar.laneTanhGELUWithDerivative($0).value }, 0, .infinity),
    ("gelu by tanh'", { Scalar.laneTanhGELUWithDerivative($0).derivative }, 0, 1),
    ("tanhshrink", { Scalar.laneTanhshrinkWithDerivative($0).value }, -.infinity, .infinity),
    ("tanhshrink'", { Scalar.laneTanhshrinkWithDerivative($0).derivative }, 1, 1),
    ("log cosh", { Scalar.laneLogCoshWithDerivative($0).value }, .infinity, .infinity),
    ("log cosh'", { Scalar.laneLogCoshWithDerivative($0).derivative }, -1, 1),
    ("tanh at a rate", { Scalar.laneTanhWithDerivative($0, rate: 0.3).value }, -1, 1),
    ("decay at a rate", { Scalar.laneDecayWithDerivative($0, rate: 0.3).value }, -1, 0),
    ("softplus at a rate", { Scalar.laneSoftplusWithDerivative($0, rate: 3).value }, 0, .infinity),
    ("gelu'", { Scalar.laneGELUWithDerivative($0).derivative }, 0, 1),
  ]
}

private func checkLimits<Scalar: LaneReal>(_ type: Scalar.Type) {
  for (name, function, below, above) in limits(type) {
    let found = (function(-.infinity), function(.infinity))
    #expect(found.0 == below || (found.0.isNaN && below.isNaN), "\(name) at -infinity: \(found.0)")
    #expect(found.1 == above, "\(name) at infinity: \(found.1)")
    #expect(function(.nan).isNaN, "\(name) at NaN")
    #expect(function(-.nan).isNaN, "\(name) at -NaN")
  }
}

private func checkSignOfZero<Scalar: LaneReal>(_: Scalar.Type) {
  let odd: [(Scalar) -> Scalar] = [
    Scalar.laneExpMinusOne, Scalar.laneLogOnePlus, Scalar.laneTanh, Scalar.laneErf,
    { Scalar.laneSoftsignWithDerivative($0).value }, { Scalar.laneSiLUWithDerivative($0).value },
    { Scalar.laneGELUWithDerivative($0).value }, { Scalar.laneMishWithDerivative($0).value },
    { Scalar.laneTanhGELUWithDerivative($0).value },
    { Scalar.laneTanhshrinkWithDerivative($0).value },
    { Scalar.laneTanhWithDerivative($0, rate: 0.3).value },
  ]
  for function in odd {
    #expect(function(-0.0) == 0 && function(-0.0).sign == .minus)
    #expect(function(0) == 0 && function(0).sign == .plus)
  }
}

@Test func `infinities give the limits and NaN stays`() {
  checkLimits(Float.self)
  checkLimits(Double.self)
}

@Test func `what vanishes at zero keeps its sign`() {
  checkSignOfZero(Float.self)
  checkSignOfZero(Double.self)
}

@Test func `exp overflows and underflows where it must`() {
  #expect(Float.laneExp(88.72283) < .infinity)
  #expect(Float.laneExp(88.72284) == .infinity)
  #expect(Float.laneExp(.greatestFiniteMagnitude) == .infinity)
  #expect(Float.laneExp(-103) == Float.leastNonzeroMagnitude)
  #expect(Float.laneExp(-104) == 0)
  #expect(Float.laneExpMinusOne(88.72284) == .infinity)
}

@Test func `logarithms are infinite at the edge of their domain and NaN outside`() {
  #expect(Float.laneLog(0) == -.infinity && Float.laneLog(-0.0) == -.infinity)
  #expect(Float.laneLog(-1).isNaN && Float.laneLog(1) == 0)
  #expect(Float.laneLogOnePlus(-1) == -.infinity && Float.laneLogOnePlus(-1.5).isNaN)
}

@Test func `a power of a negative number exists for integer exponents only`() {
  #expect(Float.lanePow(-2, 3) == -8 && Float.lanePow(-2, 4) == 16 && Float.lanePow(-2, -1) == -0.5)
  #expect(Float.lanePow(-2, 0.5).isNaN)
  #expect(Double.lanePow(-2, 3) == -8 && Double.lanePow(-2, 4) == 16)
  #expect(Double.lanePow(-2, 0.5).isNaN)
}
