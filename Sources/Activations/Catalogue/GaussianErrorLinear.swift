import LaneMath

/// x times the normal distribution function; minimum -0.1700 at -0.7518.
enum GaussianErrorLinear: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "gelu",
    formula: "x / 2 * (1 + erf(x / sqrt(2)))",
    source: "Hendrycks & Gimpel 2016, arXiv:1606.08415",
    peers: "torch.nn.GELU, Keras gelu (approximate=False), ONNX Gelu; NNlib's gelu is the tanh form"
  )

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (-0.169_971_207_479_903_67, .infinity), row: .gelu) {
      input, value, record in
      // A closure as large as this would not be inlined into the loop.
      @inline(__always)
      func function(_ x: Scalar) -> (value: Scalar, derivative: Scalar) {
        Scalar.laneGELUWithDerivative(x)
      }
      mapLanes(input, value: &value, derivative: &record, function)
    }
  }
}
