import LaneMath

/// clip(x, -1, 1); the derivative at -1 and 1 is 0, as in PyTorch.
enum HardTangent: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "hard-tanh",
    formula: "min(1, max(-1, x))",
    source: "Collobert 2004, Large Scale Machine Learning",
    peers: "torch.nn.Hardtanh, Keras hard_tanh, ONNX Clip(-1, 1)")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (-1, 1), kinks: [-1, 1]) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        let raised = x < -1 ? -1 : x
        return (raised > 1 ? 1 : raised, x.magnitude < 1 ? 1 : (x.magnitude >= 1 ? 0 : x))
      }
    }
  }
}
