import LaneMath

/// x or alpha * (exp(x / alpha) - 1): elu with slope 1 at 0 for every alpha.
enum ContinuouslyExponentialLinear: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "celu",
    formula: "x > 0 ? x : alpha * (exp(x / alpha) - 1)",
    parameters: [ActivationParameter("alpha", defaultValue: 1, mustBePositive: true)],
    source: "Barron 2017, arXiv:1704.07483",
    peers: "torch.nn.CELU (1), Keras celu (1), ONNX Celu (1)")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    guard parameters[0] != 1 else {
      return elementwise(
        parameters, (-1, .infinity), row: .exponentialLinear(slope: 1, amplitude: 1, rate: 1)
      ) { input, value, record in
        mapLanes(input, value: &value, derivative: &record) { x in
          let (minusOne, power) = Scalar.laneDecayWithDerivative(x)
          return (x > 0 ? x : minusOne, x > 0 ? 1 : power)
        }
      }
    }
    let (alpha, rate) = (Scalar(parameters[0]), 1 / parameters[0])
    return elementwise(
      parameters, (-parameters[0], .infinity),
      row: .exponentialLinear(slope: 1, amplitude: parameters[0], rate: rate)
    ) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        let (minusOne, power) = Scalar.laneDecayWithDerivative(x, rate: rate)
        return (x > 0 ? x : alpha * minusOne, x > 0 ? 1 : power)
      }
    }
  }
}
