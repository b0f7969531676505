import LaneMath

/// x - tanh(x), which is x^3 / 3 near 0 and keeps its accuracy there.
enum TangentShrinkage: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "tanhshrink",
    formula: "x - tanh(x)",
    source: "Torch7",
    peers: "torch.nn.Tanhshrink, Keras tanh_shrink")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, row: .tanhshrink) { input, value, record in
      // A closure as large as this would not be inlined into the loop.
      @inline(__always)
      func function(_ x: Scalar) -> (value: Scalar, derivative: Scalar) {
        Scalar.laneTanhshrinkWithDerivative(x)
      }
      mapLanes(input, value: &value, derivative: &record, function)
    }
  }
}
