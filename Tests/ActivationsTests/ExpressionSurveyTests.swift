import Activations
import Testing

private let surveys: [(text: String, lower: Double, upper: Double, kinks: [Double])] = [
  ("x / (1 + abs(x))", -1, 1, []), ("x", -.infinity, .infinity, []), ("0.99", 0.99, 0.99, []),
  ("relu(x)", 0, .infinity, [0]), ("clip(x, -1, 1)", -1, 1, [-1, 1]), ("tanh(x)", -1, 1, []),
  ("1 / (1 + exp(-x))", 0, 1, []), ("sin(x)", -1, 1, []), ("exp(x)", 0, .infinity, []),
  ("exp(-x^2)", 0, 1, []), ("x * sigmoid(x)", -0.278_464_542_761_073_8, .infinity, []),
  ("log(1 + abs(x))", 0, .infinity, [0]), ("abs(x - 0.3)", 0, .infinity, [0.3]),
  ("clip(x, 0.001, 0.002)", 0.001, 0.002, [0.001, 0.002]), ("-x^2", -.infinity, 0, []),
  ("max(-0.01, 0.01 + exp(-abs(x)))", 0.01, 1.01, [0]),
  ("where(x > 0, x, exp(x) - 1)", -1, .infinity, []),
  ("where(x > 0, x, 0.1 * (exp(x) - 1))", -0.1, .infinity, [0]),
  ("(exp(x) - exp(-x)) / (exp(x) + exp(-x))", -1, 1, []),
  ("max(x, 0.1 * x)", -.infinity, .infinity, [0]),
  ("abs(abs(x) - 2)", 0, .infinity, [-2, 0, 2]), ("abs(x) * x", -.infinity, .infinity, []),
  ("max(x, -x, 3)", 3, .infinity, [-3, 3]), ("log(x)", -.infinity, .infinity, []),
]

@Test func `bounds and kinks are found`() throws {
  for (text, lower, upper, kinks) in surveys {
    let found = try Activation<Double>(expression: text)
    func agrees(_ found: Double, _ expected: Double) -> Bool {
      found == expected || (found - expected).magnitude <= 1e-9
    }
    #expect(agrees(found.lowerBound, lower), "\(text): \(found.lowerBound)")
    #expect(agrees(found.upperBound, upper), "\(text): \(found.upperBound)")
    #expect(found.kinks == kinks, "\(text)")
    let float = try Activation<Float>(expression: text)
    #expect(float.lowerBound == found.lowerBound && float.kinks == found.kinks)
  }
}

@Test func `a jump is no kink, however steep the two sides`() throws {
  let expected: [(text: String, kinks: [Double], jumps: [Double])] = [
    ("where(x > 1.25, 1, 0)", [], [1.25]), ("sign(x)", [], [0]),
    ("where(x > 1, x, 0)", [], [1]), ("where(abs(x) > 0.5, x, 0)", [], [-0.5, 0.5]),
    ("where(x > 0, 1000 * x, -1000 * x)", [0], []), ("where(x > 1, x, min(x, 0))", [0], [1]),
    ("where(x > 2, 1000 * x, 1000 * x + 0.01)", [], [2]),
  ]
  for (text, kinks, jumps) in expected {
    let found = try Activation<Float>(expression: text)
    #expect(found.kinks == kinks && found.jumps == jumps, "\(text)")
    #expect(found.breaks == (kinks + jumps).sorted(), "\(text)")
  }
}

@Test func `what is bounded and flat far out saturates`() throws {
  for (text, expected) in [
    ("tanh(x)", true), ("x / (1 + abs(x))", true), ("exp(-x^2)", true), ("sin(x)", false),
    ("relu(x)", false), ("x", false), ("clip(x, 0, 1)", true),
  ] {
    #expect(try Activation<Float>(expression: text).saturates == expected, "\(text)")
  }
}

@Test func `many kinks are found from 0 outwards, up to a limit`() throws {
  let few = try Activation<Double>(expression: "abs(sin(x))").kinks
  #expect(few.count == 63)
  #expect(few.allSatisfy { ($0 / .pi - ($0 / .pi).rounded()).magnitude < 1e-12 })
  let many = try Activation<Double>(expression: "abs(sin(50 * x))").kinks
  #expect(many.count == 256 && (many.last ?? 99) < 9)
}
