import Activations
import Testing

/// What central differences with the step below resolve, for values up to 12.
private let tolerance = 1e-8
private let step = 1e-5

@Test(arguments: CatalogueCases.elementwise)
func `each derivative is that of central differences away from kinks`(_ name: String) throws {
  let activation = try Activation<Double>(named: name)
  let points = (-2400...2400).map { Double($0) * 0.005 + 0.0012 }
  let records = activation.evaluate(points).records
  let after = activation.evaluate(points.map { $0 + step }).values
  let before = activation.evaluate(points.map { $0 - step }).values
  for index in points.indices {
    guard activation.kinks.allSatisfy({ ($0 - points[index]).magnitude > 2 * step }) else {
      continue
    }
    let difference = (after[index] - before[index]) / (2 * step)
    #expect((difference - records[index]).magnitude <= tolerance, "\(name) at \(points[index])")
  }
}

@Test(arguments: CatalogueCases.elementwise)
func `the derivative jumps at each kink and nowhere else`(_ name: String) throws {
  let activation = try Activation<Double>(named: name)
  let points = (-1000...1000).map { Double($0) * 0.01 }
  let left = activation.evaluate(points.map { $0 - 1e-9 }).records
  let right = activation.evaluate(points.map { $0 + 1e-9 }).records
  for index in points.indices {
    let jumps = (left[index] - right[index]).magnitude > 1e-6
    #expect(jumps == activation.kinks.contains(points[index]), "\(name) at \(points[index])")
  }
}

@Test func `the derivative at a kink is PyTorch's`() throws {
  let expected: [(name: String, point: Double, derivative: Double)] = [
    ("relu", 0, 0), ("leaky-relu(0.2)", 0, 0.2), ("elu(0.5)", 0, 0.5), ("elu", 0, 1),
    ("hard-tanh", -1, 0), ("hard-tanh", 1, 0), ("hard-sigmoid", -3, 0), ("hard-sigmoid", 3, 0),
  ]
  for (name, point, derivative) in expected {
    let double = try Activation<Double>(named: name).evaluate([point]).records
    let float = try Activation<Float>(named: name).evaluate([Float(point)]).records
    #expect(double == [derivative] && float == [Float(derivative)], "\(name) at \(point)")
  }
}
