import Activations
import LaneMath
import Testing

private let points = (-400...400).map { Double($0) * 0.03 }

/// Closures over `Dual` and the built-in that each restates.
private let restated: [(Activation<Double>, String)] = [
  (Activation("softsign") { (x: Dual) in x / (1 + abs(x)) }, "softsign"),
  (Activation("relu", kinks: [0]) { (x: Dual) in max(0, x) }, "relu"),
  (Activation("relu", kinks: [0]) { (x: Dual) in max(x, 0) }, "relu"),
  (Activation("hard-tanh") { (x: Dual) in min(max(x, -1), 1) }, "hard-tanh"),
  (Activation("hard-sigmoid") { (x: Dual) in min(1, max(0, (x + 3) / 6)) }, "hard-sigmoid"),
  (Activation("sigmoid") { (x: Dual) in sigmoid(x) }, "sigmoid"),
  (Activation("sigmoid") { (x: Dual) in 1 / (1 + exp(-x)) }, "sigmoid"),
  (Activation("tanh") { (x: Dual) in tanh(x) }, "tanh"),
  (Activation("elu") { (x: Dual) in select(x > 0, x, expMinusOne(x)) }, "elu"),
  (Activation("softplus") { (x: Dual) in logOnePlus(exp(x)) }, "softplus"),
  (Activation("silu") { (x: Dual) in x * sigmoid(x) }, "silu"),
  (Activation("gelu") { (x: Dual) in 0.5 * x * (1 + erf(x / sqrt(2))) }, "gelu"),
  (Activation("leaky-relu") { (x: Dual) in x > 0 ? x : 0.2 * x }, "leaky-relu(0.2)"),
  (
    Activation("relu6") { (x: Dual) in
      if x >= 6 { return 6 }
      if x <= 0 { return 0 }
      return x
    }, "relu6"
  ),
]

@Test func `a closure over the dual number is the built-in that it restates`() throws {
  for (closure, name) in restated {
    let found = closure.evaluate(points)
    let expected = try Activation<Double>(named: name).evaluate(points)
    for index in points.indices {
      let error = (found.values[index] - expected.values[index]).magnitude
      let derivativeError = (found.records[index] - expected.records[index]).magnitude
      #expect(error <= 1e-12 && derivativeError <= 1e-12, "\(name) at \(points[index])")
    }
  }
}

@Test func `a closure runs in Float too`() {
  let softsign = Activation<Float>("softsign") { (x: Dual) in x / (1 + abs(x)) }
  let found = softsign.evaluate([-3, 0, 1, 7])
  #expect(found.values == [-0.75, 0, 0.5, 0.875])
  #expect(found.records == [0.0625, 1, 0.25, 0.015625])
}

@Test func `an explicit derivative is stored as it is`() {
  let squared = Activation<Double>(
    "squared", lowerBound: 0, value: { x in x * x }, derivative: { x in 2 * x })
  let found = squared.evaluate([-3, 0.5])
  #expect(found.values == [9, 0.25] && found.records == [-6, 1])
  #expect(squared.name == "squared" && squared.isElementwise && !squared.isBounded)
  #expect(!squared.saturates)
}

@Test func `a closure with two finite bounds saturates unless told otherwise`() {
  let bounded = Activation<Float>("a", lowerBound: -1, upperBound: 1) { (x: Dual) in tanh(x) }
  #expect(bounded.saturates && bounded.isBounded)
  let told = Activation<Float>("a", lowerBound: -1, upperBound: 1, saturates: false) {
    (x: Dual) in sin(x)
  }
  #expect(!told.saturates)
  #expect(Activation<Float>("a", kinks: [2, -1]) { (x: Dual) in x }.kinks == [-1, 2])
  let step = Activation<Float>("a", kinks: [3], jumps: [4, 0]) { (x: Dual) in x }
  #expect(step.jumps == [0, 4] && step.breaks == [0, 3, 4])
}
