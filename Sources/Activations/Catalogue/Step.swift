import LaneMath

/// 1 above the threshold, 0 else, at the threshold too.
///
/// Its derivative is 0 wherever it has one: no gradient passes. That is so everywhere, so a unit
/// with derivative 0 is not called saturated.
enum Step: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "step",
    formula: "x > threshold ? 1 : 0",
    parameters: [ActivationParameter("threshold", defaultValue: 0)],
    source: "McCulloch & Pitts 1943",
    peers: "MLX step (threshold 0)")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    let edge = Scalar(roundedDown: parameters[0])
    return elementwise(
      parameters, (0, 1), jumps: [parameters[0]], saturates: false
    ) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        (x > edge ? 1 : (x <= edge ? 0 : x), x == x ? 0 : x)
      }
    }
  }
}
