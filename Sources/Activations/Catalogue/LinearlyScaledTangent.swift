import LaneMath

/// x tanh(x), an even function.
enum LinearlyScaledTangent: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "lisht",
    formula: "x * tanh(x)",
    source: "Roy et al. 2019, arXiv:1901.05894",
    peers: "NNlib lisht")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (0, .infinity), row: .linearlyScaledTanh) { input, value, record in
      // A closure as large as this would not be inlined into the loop.
      @inline(__always)
      func function(_ x: Scalar) -> (value: Scalar, derivative: Scalar) {
        let (tanh, derivative) = Scalar.laneTanhWithDerivative(x)
        // The derivative is 0 long before the bound, which keeps infinity times zero away.
        let bounded = x.magnitude > 400 ? 400 : x.magnitude
        let slope = tanh.magnitude + bounded * derivative
        return (x.magnitude * tanh.magnitude, x < 0 ? -slope : slope)
      }
      mapLanes(input, value: &value, derivative: &record, function)
    }
  }
}
