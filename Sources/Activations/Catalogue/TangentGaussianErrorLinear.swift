import LaneMath

/// The approximation of gelu by a tanh, at most 4.8e-4 from it; minimum -0.1700 at -0.7525.
///
/// Computed as x times a logistic function, (1 + tanh(z)) / 2 = 1 / (1 + exp(-2z)), which keeps the
/// left tail.
enum TangentGaussianErrorLinear: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "gelu-tanh",
    aliases: ["gelu-approximate"],
    formula: "x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))",
    source: "Hendrycks & Gimpel 2016, arXiv:1606.08415",
    peers: "torch.nn.GELU(approximate=\"tanh\"), Keras gelu (approximate=True), NNlib gelu")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (-0.170_040_750_571_254_05, .infinity), row: .tanhGELU) {
      input, value, record in
      // A closure as large as this would not be inlined into the loop.
      @inline(__always)
      func function(_ x: Scalar) -> (value: Scalar, derivative: Scalar) {
        Scalar.laneTanhGELUWithDerivative(x)
      }
      mapLanes(input, value: &value, derivative: &record, function)
    }
  }
}
