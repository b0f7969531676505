import LaneMath

/// The logistic function; its derivative keeps its accuracy where it saturates.
enum LogisticSigmoid: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "sigmoid",
    aliases: ["logistic"],
    formula: "1 / (1 + exp(-x))",
    source: "Rumelhart, Hinton & Williams 1986",
    peers: "torch.nn.Sigmoid, Keras sigmoid, ONNX Sigmoid")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (0, 1), row: .sigmoid) { input, value, record in
      mapLanes(input, value: &value, derivative: &record, Scalar.laneSigmoidWithDerivative)
    }
  }
}
