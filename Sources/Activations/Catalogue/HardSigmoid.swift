import LaneMath

/// clip(slope * x + offset, 0, 1); the derivative at both kinks is 0, as in PyTorch.
///
/// Written around its lower zero, where the sum would cancel.
enum HardSigmoid: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "hard-sigmoid",
    formula: "min(1, max(0, slope * x + offset))",
    parameters: [
      ActivationParameter("slope", defaultValue: 1.0 / 6, mustBePositive: true),
      ActivationParameter("offset", defaultValue: 0.5),
    ],
    source: "Courbariaux, Bengio & David 2015, arXiv:1511.00363; Howard et al. 2019 (slope 1/6)",
    peers: "torch.nn.Hardsigmoid, Keras 3 hard_sigmoid (1/6); ONNX HardSigmoid, Keras 2 (0.2)")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    let (slope, offset) = (Scalar(parameters[0]), parameters[1])
    let isThirds = parameters[0] == 1.0 / 6 && offset == 0.5
    let zero = isThirds ? -3 : -offset / parameters[0]
    let one = isThirds ? 3 : (1 - offset) / parameters[0]
    let (high, low) = Scalar.parts(of: zero)
    let edges = (Scalar(roundedDown: zero), Scalar(roundedUp: one))
    return elementwise(parameters, (0, 1), kinks: [zero, one]) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        let line = slope * ((x - high) - low)
        let raised = line < 0 ? 0 : line
        return (
          raised > 1 ? 1 : raised, x > edges.0 ? (x < edges.1 ? slope : 0) : (x <= edges.0 ? 0 : x)
        )
      }
    }
  }
}
