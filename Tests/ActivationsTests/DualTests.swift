import Activations
import LaneMath
import Testing

private typealias Function = @Sendable (Dual<Double>) -> Dual<Double>

/// Functions with a range on which each is smooth.
private let functions: [(name: String, range: ClosedRange<Double>, function: Function)] = [
  ("exp", -3...3, { exp($0) }), ("expMinusOne", -3...3, { expMinusOne($0) }),
  ("log", 0.1...5, { log($0) }), ("logOnePlus", -0.9...5, { logOnePlus($0) }),
  ("sqrt", 0.1...5, { sqrt($0) }), ("tanh", -3...3, { tanh($0) }),
  ("sigmoid", -4...4, { sigmoid($0) }), ("erf", -3...3, { erf($0) }),
  ("sin", -7...7, { sin($0) }), ("cos", -7...7, { cos($0) }),
  ("power of a number", -2...2, { pow($0, 3) }), ("negative power", 0.5...3, { pow($0, -2) }),
  ("real power", 0.1...3, { pow($0, 2.5) }), ("power of a negative", -3 ... -0.5, { pow($0, 2.0) }),
  ("dual power", 0.1...3, { pow($0, $0) }), ("constant to a power", -2...2, { pow(2.5, $0) }),
  ("abs", 0.1...3, { abs($0) }), ("abs of negatives", -3 ... -0.1, { abs($0) }),
  ("quotient", 0.5...3, { (1 + $0) / ($0 * $0) }), ("difference", -3...3, { 3 - $0 * 2 - 1 }),
  ("negative", -3...3, { -$0 * $0 }),
  (
    "in place", 0.5...3,
    {
      var y = $0
      y *= $0
      y += 1
      y /= $0
      y -= 2
      return y
    }
  ),
]

@Test func `every function of a dual number carries its derivative`() {
  let step = 1e-6
  for (name, range, function) in functions {
    for index in 1..<50 {
      let x = range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / 50
      let result = function(Dual(x, derivative: 1))
      let difference =
        (function(Dual(x + step)).value - function(Dual(x - step)).value) / (2 * step)
      let error = (result.derivative - difference).magnitude
      #expect(error <= 1e-7 * max(1, difference.magnitude), "\(name) at \(x)")
    }
  }
}

@Test func `a captured scalar mixes with dual numbers`() {
  let slope = 0.25
  let x = Dual(3.0, derivative: 1)
  #expect((slope * x).derivative == 0.25 && (x * slope).value == 0.75)
  #expect((slope + x).value == 3.25 && (x - slope).value == 2.75 && (slope - x).derivative == -1)
  #expect((x / slope).derivative == 4 && (slope / x).value == 0.25 / 3)
  #expect(pow(x, slope).value == Double.lanePow(3, 0.25))
}

@Test func `kinks follow the stated convention`() {
  let x = Dual(0.0, derivative: 1)
  #expect(abs(x).derivative == 0)
  #expect(max(0, x).derivative == 0 && max(x, 0).derivative == 0)
  #expect(min(0, x).derivative == 0 && min(x, 0).derivative == 0)
  // Of two moving arguments the slower one counts, in either order.
  #expect(max(2 * x, x).derivative == 1 && max(x, 2 * x).derivative == 1)
  #expect(max(1, x).derivative == 0 && max(-1, x).derivative == 1)
  #expect(min(1, x).derivative == 1 && min(-1, x).derivative == 0)
}

@Test func `NaN passes through minimum and maximum on either side`() {
  let x = Dual(Double.nan, derivative: 1)
  #expect(max(0, x).value.isNaN && max(x, 0).value.isNaN)
  #expect(min(0, x).value.isNaN && min(x, 0).value.isNaN)
  #expect(abs(x).value.isNaN)
}

@Test func `order and equality are those of the values`() {
  let x = Dual(1.0, derivative: 5)
  #expect(x == 1 && x < 2 && x > 0.5 && x <= 1 && x >= 1 && x != 0)
  #expect(select(x > 0, x, 0) == x && select(x < 0, x, 7) == 7)
}
