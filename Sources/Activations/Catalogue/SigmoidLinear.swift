import LaneMath

/// x times its logistic function; minimum -0.2785 at -1.2785.
enum SigmoidLinear: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "silu",
    aliases: ["swish"],
    formula: "x / (1 + exp(-x))",
    source: "Elfwing, Uchibe & Doya 2017, arXiv:1702.03118; Ramachandran et al. 2017",
    peers: "torch.nn.SiLU, Keras silu (swish)")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (-0.278_464_542_761_073_8, .infinity), row: .silu) {
      input, value, record in
      // A closure as large as this would not be inlined into the loop.
      @inline(__always)
      func function(_ x: Scalar) -> (value: Scalar, derivative: Scalar) {
        Scalar.laneSiLUWithDerivative(x)
      }
      mapLanes(input, value: &value, derivative: &record, function)
    }
  }
}
