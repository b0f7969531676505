import LaneMath

/// x times its hard sigmoid; minimum -0.375 at -1.5.
///
/// The derivative at -3 is 0 and at 3 it is 1, as in PyTorch.
enum HardSwish: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "hard-swish",
    aliases: ["hard-silu"],
    formula: "x * min(1, max(0, (x + 3) / 6))",
    source: "Howard et al. 2019, MobileNetV3, arXiv:1905.02244",
    peers: "torch.nn.Hardswish, Keras hard_silu (hard_swish), ONNX HardSwish")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (-0.375, .infinity), kinks: [-3, 3]) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        let (middle, slope) = (x * ((x + 3) / 6), ((x + x) + 3) / 6)
        return (
          x >= 3 ? x : (x <= -3 ? 0 : middle), x >= 3 ? 1 : (x <= -3 ? 0 : slope)
        )
      }
    }
  }
}
