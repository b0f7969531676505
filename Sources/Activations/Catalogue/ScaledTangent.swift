import LaneMath

/// alpha * tanh(beta * x).
///
/// The defaults make f(1) nearly 1 and the slope nearly constant between -1 and 1.
enum ScaledTangent: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "scaled-tanh",
    formula: "alpha * tanh(beta * x)",
    parameters: [
      ActivationParameter("alpha", defaultValue: 1.7159, mustBePositive: true),
      ActivationParameter("beta", defaultValue: 2.0 / 3, mustBePositive: true),
    ],
    source: "LeCun 1989, Generalization and Network Design Strategies",
    peers: "ONNX ScaledTanh (no default; onnxruntime's are 0, 0: the constant 0)")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    let (alpha, beta) = (Scalar(parameters[0]), parameters[1])
    let slope = Scalar(parameters[0] * beta)
    return elementwise(
      parameters, (-parameters[0], parameters[0]),
      row: .scaledTanh(amplitude: parameters[0], rate: beta)
    ) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        let (tanh, derivative) = Scalar.laneTanhWithDerivative(x, rate: beta)
        return (alpha * tanh, slope * derivative)
      }
    }
  }
}
