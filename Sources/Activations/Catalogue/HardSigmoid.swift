import LaneMath

/// clip((x + 3) / 6, 0, 1); the derivative at -3 and 3 is 0, as in PyTorch.
enum HardSigmoid: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "hard-sigmoid",
    formula: "min(1, max(0, (x + 3) / 6))",
    peers: "torch.nn.Hardsigmoid, Keras 3 hard_sigmoid; ONNX HardSigmoid is clip(0.2x + 0.5, 0, 1)")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (0, 1), kinks: [-3, 3]) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        let line = (x + 3) / 6
        let raised = line < 0 ? 0 : line
        let slope: Scalar = 1 / 6
        return (
          raised > 1 ? 1 : raised, x.magnitude < 3 ? slope : (x.magnitude >= 3 ? 0 : x)
        )
      }
    }
  }
}
