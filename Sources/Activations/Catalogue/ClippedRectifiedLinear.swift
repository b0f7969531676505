import LaneMath

/// min(max(0, x), ceiling); the derivative at both kinks is 0.
enum ClippedRectifiedLinear: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "clipped-relu",
    aliases: ["relu-trunc"],
    formula: "min(ceiling, max(0, x))",
    parameters: [ActivationParameter("ceiling", defaultValue: 20, mustBePositive: true)],
    source: "Hannun et al. 2014, Deep Speech, arXiv:1412.5567",
    peers: "Keras relu (max_value), faster-rnnlm relu-trunc (20)")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    let ceiling = Scalar(parameters[0])
    let edge = Scalar(roundedUp: parameters[0])
    return elementwise(
      parameters, (0, parameters[0]), kinks: [0, parameters[0]], saturates: false
    ) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        let raised = x < 0 ? 0 : x
        return (
          raised > ceiling ? ceiling : raised, x > 0 ? (x < edge ? 1 : 0) : (x <= 0 ? 0 : x)
        )
      }
    }
  }
}
