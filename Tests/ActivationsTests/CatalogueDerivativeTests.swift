import Activations
import Testing

/// What central differences with the step below resolve, of values of order 10.
private let tolerance = 1e-8
private let step = 1e-5

@Test(arguments: CatalogueCases.elementwise)
func `each derivative is that of central differences away from kinks`(_ name: String) throws {
  let activation = try Activation<Double>(named: name)
  let points = (-2400...2400).map { Double($0) * 0.005 + 0.0012 }
  let records = activation.evaluate(points).records
  let values = activation.evaluate(points).values
  let after = activation.evaluate(points.map { $0 + step }).values
  let before = activation.evaluate(points.map { $0 - step }).values
  for index in points.indices {
    guard activation.breaks.allSatisfy({ ($0 - points[index]).magnitude > 2 * step }) else {
      continue
    }
    let difference = (after[index] - before[index]) / (2 * step)
    let limit = tolerance * max(1, values[index].magnitude / 10)
    #expect((difference - records[index]).magnitude <= limit, "\(name) at \(points[index])")
  }
}

@Test(arguments: CatalogueCases.elementwise)
func `value and derivative jump where the activation says so and nowhere else`(
  _ name: String
) throws {
  let activation = try Activation<Double>(named: name)
  let points = (-2500...2500).map { Double($0) * 0.01 } + activation.breaks
  let left = activation.evaluate(points.map { $0 - 1e-9 })
  let right = activation.evaluate(points.map { $0 + 1e-9 })
  func differ(_ first: Double, _ second: Double) -> Bool {
    (first - second).magnitude > 1e-6 * max(1, first.magnitude)
  }
  for (index, point) in points.enumerated() {
    let isJump = differ(left.values[index], right.values[index])
    let isKink = !isJump && differ(left.records[index], right.records[index])
    #expect(isJump == activation.jumps.contains { ($0 - point).magnitude < 1e-9 }, "\(name)")
    #expect(isKink == activation.kinks.contains { ($0 - point).magnitude < 1e-9 }, "\(name)")
  }
}

@Test func `the derivative at a kink is PyTorch's`() throws {
  let expected: [(name: String, point: Double, derivative: Double)] = [
    ("relu", 0, 0), ("leaky-relu(0.2)", 0, 0.2), ("elu(0.5)", 0, 0.5), ("elu", 0, 1),
    ("hard-tanh", -1, 0), ("hard-tanh", 1, 0), ("hard-sigmoid", -3, 0), ("hard-sigmoid", 3, 0),
    ("relu6", 0, 0), ("relu6", 6, 0), ("clipped-relu", 20, 0), ("hard-swish", -3, 0),
    ("hard-swish", 3, 1), ("softshrink", 0.5, 0), ("softshrink", -0.5, 0), ("hardshrink", 0.5, 0),
    ("thresholded-relu", 1, 0), ("relu-squared", 0, 0), ("step", 0, 0), ("celu(0.3)", 0, 1),
    ("hard-sigmoid(0.2)", 2.5, 0), ("sparse-sigmoid", -1, 0), ("sparse-plus", 1, 1),
  ]
  for (name, point, derivative) in expected {
    let double = try Activation<Double>(named: name).evaluate([point]).records
    let float = try Activation<Float>(named: name).evaluate([Float(point)]).records
    #expect(double == [derivative] && float == [Float(derivative)], "\(name) at \(point)")
  }
}
