import Activations
import LaneMath
import Testing

/// Functions that are known under one name with two meanings: which of them is ours.
private struct Trap: Sendable {
  let name: String
  let point: Double
  /// Ours, which is PyTorch's where PyTorch has the function.
  let value: Double
  /// What the other one gives there.
  let other: Double
  let whose: String

  static let all = [
    Trap(name: "leaky-relu", point: -1, value: -0.01, other: -0.2, whose: "Keras leaky_relu"),
    Trap(name: "leaky-relu(0.2)", point: -1, value: -0.2, other: -0.01, whose: "PyTorch"),
    Trap(name: "hard-sigmoid", point: 1, value: 4.0 / 6, other: 0.7, whose: "ONNX and Keras 2"),
    Trap(name: "hard-sigmoid(0.2)", point: 1, value: 0.7, other: 4.0 / 6, whose: "PyTorch"),
    Trap(
      name: "gelu", point: 2, value: 1.954_499_736_103_641_6, other: 1.954_597_694_087_775,
      whose: "the tanh form"),
    Trap(
      name: "gelu-tanh", point: 2, value: 1.954_597_694_087_775, other: 1.954_499_736_103_641_6,
      whose: "the erf form"),
    Trap(name: "thresholded-relu", point: 1, value: 0, other: 1, whose: "ONNX's text (>=)"),
    Trap(name: "thresholded-relu", point: 0.5, value: 0, other: 0.5, whose: "onnxruntime (0)"),
    Trap(name: "affine", point: 3, value: 3, other: 0, whose: "onnxruntime (0, 0)"),
    Trap(
      name: "scaled-tanh", point: 1, value: 0.999_997_255_922_478_98, other: 0,
      whose: "onnxruntime (0, 0)"),
    Trap(name: "step", point: 0, value: 0, other: 0.5, whose: "the symmetric Heaviside function"),
    Trap(name: "hardshrink", point: 0.5, value: 0, other: 0.5, whose: "one with >="),
    Trap(name: "hard-tanh", point: 0.5, value: 0.5, other: 0.6, whose: "2 hard-sigmoid(2x) - 1"),
    Trap(name: "squareplus", point: 0, value: 1, other: 0.5, whose: "b = 1"),
    Trap(
      name: "celu(2)", point: -2, value: -1.264_241_117_657_115_3, other: -1.729_329_433_526_774_6,
      whose: "elu(2)"),
    Trap(
      name: "softplus(2)", point: 1, value: 1.063_464_005_521_486_2, other: 2.126_928_011_042_972_5,
      whose: "without the division by beta"),
  ]
}

private func check<Scalar: LaneReal>(_ trap: Trap, _: Scalar.Type, tolerance: Double) throws {
  let value = try Activation<Scalar>(named: trap.name).evaluate([Scalar(trap.point)]).values[0]
  let error = (Double(value) - trap.value).magnitude
  #expect(error <= tolerance, "\(trap.name) at \(trap.point) is \(value)")
  #expect((Double(value) - trap.other).magnitude > 5e-5, "\(trap.name) is \(trap.whose)'s")
}

@Test(arguments: Trap.all.indices)
func `a name with two meanings has the one that is written`(_ index: Int) throws {
  try check(Trap.all[index], Double.self, tolerance: 2e-15)
  try check(Trap.all[index], Float.self, tolerance: 3e-7)
}

@Test func `values at kinks and jumps are those of the definition`() throws {
  let expected: [(name: String, point: Double, value: Double)] = [
    ("relu", 0, 0), ("relu6", 6, 6), ("clipped-relu", 20, 20), ("thresholded-relu(0.3)", 0.3, 0),
    ("hard-sigmoid", -3, 0), ("hard-sigmoid", 3, 1), ("hard-sigmoid(0.2)", -2.5, 0),
    ("hard-sigmoid(0.2)", 2.5, 1), ("hard-tanh", 1, 1), ("hard-swish", -3, 0),
    ("hard-swish", 3, 3), ("softshrink(0.3)", 0.3, 0), ("softshrink", -0.5, 0),
    ("hardshrink", -0.5, 0), ("hardshrink(0.3)", 0.3, 0), ("step", 0, 0), ("step(0.3)", 0.3, 0),
    ("sparse-plus", -1, 0), ("sparse-plus", 1, 1), ("sparse-sigmoid", 1, 1),
  ]
  for (name, point, value) in expected {
    let double = try Activation<Double>(named: name).evaluate([point]).values
    #expect(double == [value], "\(name) at \(point)")
    guard Double(Float(point)) == point else { continue }
    let float = try Activation<Float>(named: name).evaluate([Float(point)]).values
    #expect(float == [Float(value)], "\(name) at \(point)")
  }
}

@Test func `what saturates has a gradient there and what is clipped has none`() throws {
  func slope(_ name: String, _ point: Float) throws -> Float {
    try Activation<Float>(named: name).evaluate([point]).records[0]
  }
  // 1 - y * y and 1 + erf would be 0 at these points.
  #expect(try slope("tanh", 12) > 0 && slope("sigmoid", -60) > 0 && slope("gelu", -8) != 0)
  #expect(try slope("mish", -60) != 0 && slope("gelu-tanh", -8) != 0 && slope("selu", -60) > 0)
  #expect(try slope("hard-sigmoid", 3.1) == 0 && slope("hard-tanh", -1.1) == 0)
}

@Test func `every entry names its source and its peers`() {
  for entry in Activation<Float>.catalogue {
    #expect(!entry.source.isEmpty && !entry.peers.isEmpty && !entry.formula.isEmpty)
    #expect(entry.parameters.allSatisfy { entry.formula.contains($0.name) }, "\(entry.name)")
  }
}
