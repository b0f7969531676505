import LaneMath

/// x above theta, 0 else, at theta too: the value jumps there.
///
/// ONNX's text has x >= theta; onnxruntime, PyTorch and Keras have x > theta.
enum ThresholdedRectifiedLinear: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "thresholded-relu",
    formula: "x > theta ? x : 0",
    parameters: [ActivationParameter("theta", defaultValue: 1)],
    source: "Konda, Memisevic & Krueger 2014, arXiv:1402.3337",
    peers:
      "torch.nn.Threshold(1, 0), Keras threshold, ONNX ThresholdedRelu (1; onnxruntime's RNN 0)")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    let theta = parameters[0]
    let edge = Scalar(roundedDown: theta)
    return elementwise(
      parameters, (min(theta, 0), .infinity), kinks: theta == 0 ? [0] : [],
      jumps: theta == 0 ? [] : [theta]
    ) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        (x > edge ? x : (x <= edge ? 0 : x), x > edge ? 1 : (x <= edge ? 0 : x))
      }
    }
  }
}
