import LaneMath

/// x times the tanh of its softplus; minimum -0.3088 at -1.1924.
enum Mish: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "mish",
    formula: "x * tanh(log(1 + exp(x)))",
    source: "Misra 2019, arXiv:1908.08681",
    peers: "torch.nn.Mish, Keras mish, ONNX Mish")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (-0.308_843_413_017_250_4, .infinity), row: .mish) {
      input, value, record in
      // A closure as large as this would not be inlined into the loop.
      @inline(__always)
      func function(_ x: Scalar) -> (value: Scalar, derivative: Scalar) {
        Scalar.laneMishWithDerivative(x)
      }
      mapLanes(input, value: &value, derivative: &record, function)
    }
  }
}
