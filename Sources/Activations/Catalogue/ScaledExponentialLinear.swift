import LaneMath

/// lambda x or lambda alpha (exp(x) - 1); the derivative at 0 is lambda alpha, as in PyTorch.
///
/// lambda and alpha make mean 0 and variance 1 a fixed point of a wide random layer.
enum ScaledExponentialLinear: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "selu",
    formula: "x > 0 ? 1.0507009873554805 * x : 1.7580993408473766 * (exp(x) - 1)",
    source: "Klambauer et al. 2017, arXiv:1706.02515",
    peers: "torch.nn.SELU, Keras selu, ONNX Selu")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    let slope = 1.0507009873554804934193349852946
    let lambda = Scalar(slope)
    let product = 1.7580993408473768599402175208123
    let scale = Scalar(product)
    return elementwise(
      parameters, (-product, .infinity), kinks: [0],
      row: .exponentialLinear(slope: slope, amplitude: product, rate: 1)
    ) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        let (minusOne, power) = Scalar.laneDecayWithDerivative(x)
        return (x > 0 ? lambda * x : scale * minusOne, x > 0 ? lambda : scale * power)
      }
    }
  }
}
