import LaneMath

/// The hyperbolic tangent; its derivative keeps its accuracy where it saturates.
enum HyperbolicTangent: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "tanh",
    formula: "(1 - exp(-2x)) / (1 + exp(-2x))",
    source: "LeCun, Bottou, Orr & Müller 1998, Efficient BackProp",
    peers: "torch.nn.Tanh, Keras tanh, ONNX Tanh")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (-1, 1), row: .tanh) { input, value, record in
      mapLanes(input, value: &value, derivative: &record, Scalar.laneTanhWithDerivative)
    }
  }
}
