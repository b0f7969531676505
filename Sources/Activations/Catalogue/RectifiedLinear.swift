import LaneMath

/// max(0, x); the derivative at 0 is 0.
enum RectifiedLinear: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "relu",
    formula: "max(0, x)",
    source: "Fukushima 1969; Nair & Hinton 2010",
    peers: "torch.nn.ReLU, Keras relu, ONNX Relu")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (0, .infinity), kinks: [0]) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        // The last arm of each is NaN's.
        (x < 0 ? 0 : x, x > 0 ? 1 : (x <= 0 ? 0 : x))
      }
    }
  }
}
