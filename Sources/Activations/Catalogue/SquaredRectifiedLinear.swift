import LaneMath

/// max(0, x)^2, without a kink.
enum SquaredRectifiedLinear: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "relu-squared",
    aliases: ["squared-relu", "relu2"],
    formula: "max(0, x)^2",
    source: "So et al. 2021, Primer, arXiv:2109.08668",
    peers: "candle relu2, MLX relu_squared")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (0, .infinity)) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        let positive = x < 0 ? 0 : x
        return (positive * positive, positive + positive)
      }
    }
  }
}
