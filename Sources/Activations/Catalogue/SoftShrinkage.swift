import LaneMath

/// x moved towards 0 by lambda, 0 within it; the derivative at both kinks is 0.
enum SoftShrinkage: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "softshrink",
    formula: "x > lambda ? x - lambda : (x < -lambda ? x + lambda : 0)",
    parameters: [ActivationParameter("lambda", defaultValue: 0.5, mustBePositive: true)],
    source: "Donoho 1995, De-noising by Soft-Thresholding",
    peers: "torch.nn.Softshrink (0.5), Keras soft_shrink (0.5), ONNX Shrink(bias = lambda)")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    let lambda = parameters[0]
    // In two parts: beside the kink the rounding of lambda would be all that is left.
    let (high, low) = Scalar.parts(of: lambda)
    let edge = Scalar(roundedDown: lambda)
    return elementwise(parameters, kinks: [-lambda, lambda]) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        let magnitude = (x.magnitude - high) - low
        let left = x < -edge ? -magnitude : (x >= -edge ? 0 : x)
        return (x > edge ? magnitude : left, x.magnitude > edge ? 1 : (x == x ? 0 : x))
      }
    }
  }
}
