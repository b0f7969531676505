import LaneMath

/// f(x) = x.
enum Identity: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "identity",
    aliases: ["linear"],
    formula: "x",
    source: "Widrow & Hoff 1960, Adaptive Switching Circuits",
    peers: "torch.nn.Identity, Keras linear, ONNX Affine(1, 0)")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        (x, x == x ? 1 : x)
      }
    }
  }
}
