import LaneMath

/// x or alpha * (exp(x) - 1); the derivative at 0 is alpha, as in PyTorch.
enum ExponentialLinear: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "elu",
    formula: "x > 0 ? x : alpha * (exp(x) - 1)",
    parameters: [ActivationParameter("alpha", defaultValue: 1)],
    source: "Clevert, Unterthiner & Hochreiter 2015, arXiv:1511.07289",
    peers: "torch.nn.ELU (1), Keras elu (1), ONNX Elu (1)")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    let alpha = Scalar(parameters[0])
    let lower = parameters[0] > 0 ? -parameters[0] : 0
    let kinks: [Double] = alpha == 1 ? [] : [0]
    return elementwise(
      parameters, (lower, .infinity), kinks: kinks,
      row: .exponentialLinear(slope: 1, amplitude: parameters[0], rate: 1)
    ) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        let (minusOne, power) = Scalar.laneDecayWithDerivative(x)
        return (x > 0 ? x : alpha * minusOne, x > 0 ? 1 : alpha * power)
      }
    }
  }
}
