import Activations
import Testing

/// Expressions in which steps can be taken together, and some in which one of them is read again.
private let texts = [
  "tanh(2*x + 1)", "tanh(x) * sigmoid(1.5*x) + 0.1*x", "0.1*x + tanh(x) * x", "x*x + x",
  "x - (2*x + 1)",
  "(2*x + 1) - tanh(x)", "(2*x + 1) * (2*x + 1)", "tanh(2*x + 1) + (2*x + 1)",
  "sign(2*x + 1) + tanh(2*x + 1)", "tanh(2*x + 1) + sign(2*x + 1)", "x*tanh(x) + sign(x*tanh(x))",
  "sign(x*tanh(x)) + (x*tanh(x) + exp(-x))", "(x*tanh(x) + 1) * (x*tanh(x))",
  "exp(-x*x) * x + exp(-x*x)", "(x*x + 2*x) / (1 + (x*x + 2*x)^2)", "-x*tanh(x) + (3 - x)",
  "where(2*x + 1 > 0, tanh(2*x + 1), 2*x + 1)", "min(2*x + 1, tanh(2*x + 1))",
  "softplus(-2*x + 1) * (1 - 2*x)", "erf(x/3) * sin(x/3) + cos(x/3 + 1)",
]

@Test func `steps that are taken together compute what they compute one by one`() throws {
  let points = (-270...270).map { Double($0) * 0.0131 + 0.001 }
  for text in texts {
    let found = try Activation<Float>(expression: text).evaluate(points.map { Float($0) })
    let expected = try Activation<Double>(expression: text).evaluate(
      points.map { Double(Float($0)) })
    for index in points.indices {
      let scale = 8 + expected.values[index].magnitude + expected.records[index].magnitude
      let error = Double(found.values[index]) - expected.values[index]
      let slope = Double(found.records[index]) - expected.records[index]
      #expect(
        max(error.magnitude, slope.magnitude) <= 1e-6 * scale, "\(text) at \(points[index])")
    }
  }
}
