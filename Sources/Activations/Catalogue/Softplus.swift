import LaneMath

/// The smooth relu, exact everywhere.
///
/// PyTorch returns x itself where beta * x is above 20; the exact value is at most 2.1e-9 / beta
/// greater there, which a `Float` does not resolve.
enum Softplus: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "softplus",
    formula: "log(1 + exp(beta * x)) / beta",
    parameters: [ActivationParameter("beta", defaultValue: 1, mustBePositive: true)],
    source: "Dugas et al. 2000, Incorporating Second-Order Functional Knowledge",
    peers: "torch.nn.Softplus (1; x itself where beta * x > 20), Keras softplus, ONNX Softplus")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    let beta = parameters[0]
    guard beta != 1 else {
      return elementwise(parameters, (0, .infinity), row: .softplus(rate: beta)) {
        input, value, record in
        mapLanes(input, value: &value, derivative: &record, Scalar.laneSoftplusWithDerivative)
      }
    }
    return elementwise(parameters, (0, .infinity), row: .softplus(rate: beta)) {
      input, value, record in
      // A closure as large as this would not be inlined into the loop.
      @inline(__always)
      func function(_ x: Scalar) -> (value: Scalar, derivative: Scalar) {
        Scalar.laneSoftplusWithDerivative(x, rate: beta)
      }
      mapLanes(input, value: &value, derivative: &record, function)
    }
  }
}
