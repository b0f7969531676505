import LaneMath

/// x, but 0 from -lambda to lambda, these included: the value jumps at both.
enum HardShrinkage: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "hardshrink",
    formula: "abs(x) > lambda ? x : 0",
    parameters: [ActivationParameter("lambda", defaultValue: 0.5, mustBePositive: true)],
    source: "Donoho & Johnstone 1994, Ideal Spatial Adaptation by Wavelet Shrinkage",
    peers: "torch.nn.Hardshrink (0.5), Keras hard_shrink (0.5), ONNX Shrink")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    let lambda = parameters[0]
    let edge = Scalar(roundedDown: lambda)
    return elementwise(parameters, jumps: [-lambda, lambda]) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        let isOutside = x.magnitude > edge
        return (isOutside ? x : (x == x ? 0 : x), isOutside ? 1 : (x == x ? 0 : x))
      }
    }
  }
}
