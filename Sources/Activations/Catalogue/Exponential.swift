import LaneMath

/// exp(x), which overflows a `Float` above 88.7.
enum Exponential: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "exponential",
    formula: "exp(x)",
    source: "Keras",
    peers: "Keras exponential, torch.exp, ONNX Exp")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (0, .infinity), row: .exponential) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        let power = Scalar.laneExp(x)
        return (power, power)
      }
    }
  }
}
