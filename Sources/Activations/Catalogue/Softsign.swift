import LaneMath

/// x / (1 + |x|), which saturates polynomially.
enum Softsign: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "softsign",
    formula: "x / (1 + abs(x))",
    source: "Bergstra et al. 2009, Quadratic Polynomials Learn Better Image Features",
    peers: "torch.nn.Softsign, Keras softsign, ONNX Softsign")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (-1, 1), row: .softsign) { input, value, record in
      mapLanes(input, value: &value, derivative: &record, Scalar.laneSoftsignWithDerivative)
    }
  }
}
