import Activations
import LaneMath
import Testing

/// Expressions and the entry of the catalogue that each is.
private let restated = [
  ("x / (1 + abs(x))", "softsign"), ("max(0, x)", "relu"), ("relu(x)", "relu"),
  ("x * (x > 0)", "relu"), ("where(x > 0, x, 0.2 * x)", "leaky-relu(0.2)"),
  ("max(x, 0.2 * x)", ""), ("clip(x, -1, 1)", "hard-tanh"), ("min(1, max(-1, x))", "hard-tanh"),
  ("min(1, max(0, (x + 3) / 6))", "hard-sigmoid"), ("sigmoid(x)", "sigmoid"),
  ("1 / (1 + exp(-x))", "sigmoid"), ("1 / (exp(-x) + 1)", "sigmoid"), ("tanh(x)", "tanh"),
  ("(1 - exp(-2*x)) / (1 + exp(-2*x))", "tanh"), ("where(x > 0, x, exp(x) - 1)", "elu"),
  ("where(x > 0, x, expm1(x))", "elu"), ("where(x <= 0, 0.5 * (exp(x) - 1), x)", "elu(0.5)"),
  ("log(1 + exp(x))", "softplus"), ("log1p(exp(x))", "softplus"), ("softplus(x)", "softplus"),
  ("softplus(2*x)/2", "softplus(2)"), ("x * sigmoid(x)", "silu"), ("x / (1 + exp(-x))", "silu"),
  ("x / 2 * (1 + erf(x / sqrt(2)))", "gelu"), ("x", "identity"), ("+(x)", "identity"),
]

private func check<Scalar: LaneReal>(
  _ text: String, _ name: String, tolerance: Scalar, on points: [Scalar]
) throws {
  let found = try Activation<Scalar>(expression: text).evaluate(points)
  let expected = try Activation<Scalar>(named: name).evaluate(points)
  for index in points.indices {
    let scale = max(1, expected.values[index].magnitude)
    let error = (found.values[index] - expected.values[index]).magnitude
    let slope = (found.records[index] - expected.records[index]).magnitude
    #expect(error <= tolerance * scale, "\(text) at \(points[index])")
    #expect(slope <= tolerance * 4, "derivative of \(text) at \(points[index])")
  }
}

@Test func `an expression is the entry of the catalogue that it restates`() throws {
  for (text, name) in restated where !name.isEmpty {
    // 541 is no multiple of a block or of a vector.
    try check(text, name, tolerance: 1e-14, on: (-270...270).map { Double($0) * 0.05 })
    try check(text, name, tolerance: 1e-6, on: (-270...270).map { Float($0) * 0.05 })
  }
}

@Test func `the recognised forms neither overflow nor cancel`() throws {
  let far: [Float] = [-1e4, -200, -100, 100, 200, 1e4]
  for (text, name) in [
    ("1 / (1 + exp(-x))", "sigmoid"), ("log(1 + exp(x))", "softplus"),
    ("x / (1 + exp(-x))", "silu"), ("where(x > 0, x, exp(x) - 1)", "elu"),
  ] {
    try check(text, name, tolerance: 1e-6, on: far)
  }
  let mish = try Activation<Float>(expression: "x * tanh(log(1 + exp(x)))").evaluate(far)
  #expect(mish.values.prefix(3).allSatisfy { $0.magnitude < 1e-37 })
  #expect(Array(mish.values.suffix(3)) == [100, 200, 1e4] && mish.records.suffix(3) == [1, 1, 1])
  let small = try Activation<Float>(expression: "exp(x) - 1").evaluate([1e-6, -1e-7])
  #expect((small.values[0] / 1.0000005e-6 - 1).magnitude < 2e-7)
  #expect((small.values[1] / -0.99999995e-7 - 1).magnitude < 2e-7)
}

/// Smooth where they are looked at, and together every operation.
private let smooth: [(text: String, range: ClosedRange<Double>)] = [
  ("exp(x) * x - 3 / x", 0.2...3), ("expm1(x / 2)", -3...3), ("log(x) + log(2 + x)", 0.1...4),
  ("log1p(x) * 2", -0.8...4), ("sqrt(x) - x", 0.2...4), ("tanh(2 * x + 1)", -3...3),
  ("sigmoid(-x) - x", -4...4), ("erf(x) * 3", -3...3), ("sin(3 * x) + cos(x)", -7...7),
  ("cos(x * x)", -3...3), ("abs(x) * x", 0.1...3), ("abs(x) * 2", -3 ... -0.1),
  ("sign(x) * x", 0.1...3), ("x^2 + x^3 + x^4 - x^7", -2...2), ("x^-1 + x^-2 - x^-5", 0.5...3),
  ("x^2.5", 0.2...3), ("x^20", 0.5...1.5), ("x^x", 0.2...3), ("2^x + 0.5^x", -2...2),
  ("pow(2 + sin(x), cos(x))", -3...3), ("(x + 3) * 2 / 7 - (2 - x)", -3...3),
  ("min(x, x^2)", 0.1...0.9), ("max(x, x^2, -x)", 0.1...0.9), ("min(x, 5) + max(x, -5)", -3...3),
  ("where(x < 1 and x > 0, x^2, 0)", 0.1...0.9), ("where(!(x < 1) || x == 7, x^2, x)", 1.1...3),
  ("where(x * x >= 2, sin(x), x)", 1.5...3), ("where(x != x + 1, x^3, 0)", -2...2),
  ("x * tanh(softplus(x))", -5...5), ("softsign(2 * x) + softplus(x)", 0.1...5),
  ("(x > 0) * x^2 + (x <= 0) * 3", 0.1...2), ("1 - (1 - (1 - x / 3) / 3) / 3", -3...3),
]

@Test func `every derivative is that of central differences`() throws {
  let step = 1e-6
  for (text, range) in smooth {
    let activation = try Activation<Double>(expression: text)
    let points = (1..<150).map {
      range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / 150
    }
    let records = activation.evaluate(points).records
    let after = activation.evaluate(points.map { $0 + step }).values
    let before = activation.evaluate(points.map { $0 - step }).values
    let float = try Activation<Float>(expression: text).evaluate(points.map(Float.init))
    let values = activation.evaluate(points.map { Double(Float($0)) })
    for index in points.indices {
      let difference = (after[index] - before[index]) / (2 * step)
      let error = (difference - records[index]).magnitude
      #expect(error <= 2e-8 * max(1, difference.magnitude), "\(text) at \(points[index])")
      let scale = max(1, values.values[index].magnitude, values.records[index].magnitude)
      let valueError = (Double(float.values[index]) - values.values[index]).magnitude
      let slopeError = (Double(float.records[index]) - values.records[index]).magnitude
      #expect(max(valueError, slopeError) <= 2e-5 * scale, "Float \(text) at \(points[index])")
    }
  }
}

@Test func `at a kink the conventions of the dual number hold`() throws {
  for (text, x, derivative) in [
    ("abs(x)", 0.0, 0.0), ("max(0, x)", 0, 0), ("max(x, 0)", 0, 0), ("min(0, x)", 0, 0),
    ("min(x, 0)", 0, 0), ("max(2 * x, x)", 0, 1), ("max(x, 2 * x)", 0, 1), ("relu(x)", 0, 0),
    ("min(2 * x, x)", 0, 1), ("clip(x, -1, 1)", 1, 0), ("clip(x, -1, 1)", -1, 0),
    ("sign(x) + x", 0, 1), ("where(x > 0, x, 0.5 * x)", 0, 0.5), ("x^2", 0, 0), ("x^1", 0, 1),
    ("where(x >= 0, x, 0.5 * x)", 0, 1), ("where(x == 0, 7 * x, x)", 0, 7), ("(x < 1) * x", 0, 1),
  ] {
    #expect(
      try Activation<Double>(expression: text).evaluate([x]).records == [derivative], "\(text)")
    let float = try Activation<Float>(expression: text).evaluate([Float(x)])
    #expect(float.records == [Float(derivative)], "\(text)")
  }
}

@Test(arguments: [
  "3", "x > 0", "where(x > 0, 1, 2)", "sign(x)", "!x", "max(0, x)", "x^0", "1^x", "pow(x, 0)",
  "x == x", "where(x, 1, x)", "clip(x, 0, 1)", "sin(x)", "cos(x)", "tanh(softplus(x))",
])
func `NaN stays NaN even where a selection would lose it`(_ text: String) throws {
  let double = try Activation<Double>(expression: text).evaluate([.nan, 1])
  let float = try Activation<Float>(expression: text).evaluate([.nan, 1])
  #expect(double.values[0].isNaN && double.values[1].isFinite)
  #expect(float.values[0].isNaN && float.values[1].isFinite)
}

@Test func `sine and cosine in Float follow Double at any size`() throws {
  let points = (0..<20_000).map { Float($0 - 10_000) * 0.8191 } + [1e4, -1e5, 3e7, 1e20]
  for text in ["sin(x)", "cos(x)"] {
    let found = try Activation<Float>(expression: text)
    let truth = try Activation<Double>(expression: text).evaluate(points.map(Double.init))
    let all = found.evaluate(points)
    let near = found.evaluate(Array(points.prefix(20_000)))
    for index in points.indices {
      #expect((Double(all.values[index]) - truth.values[index]).magnitude < 2e-7)
      #expect((Double(all.records[index]) - truth.records[index]).magnitude < 2e-7)
    }
    for index in near.values.indices {
      #expect((near.values[index] - all.values[index]).magnitude < 2e-7)
    }
    let odd = found.evaluate([.infinity, -.infinity, .nan])
    #expect(odd.values.filter(\.isNaN).count == 3)
  }
}

@Test(arguments: [0, 1, 3, 63, 64, 65, 127, 128, 129, 500])
func `a row of any length gives each element what it gives alone`(_ count: Int) throws {
  for text in ["x * sigmoid(1.702 * x)", "where(x > 0, x, 0.1 * (exp(x) - 1)) + x^2", "x", "2"] {
    let activation = try Activation<Float>(expression: text)
    let points = (0..<count).map { Float($0 - count / 2) * 0.037 }
    let row = activation.evaluate(points)
    for index in points.indices {
      let alone = activation.evaluate([points[index]])
      #expect(row.values[index] == alone.values[0] && row.records[index] == alone.records[0])
    }
  }
}
