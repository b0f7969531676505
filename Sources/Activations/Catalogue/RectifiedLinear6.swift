import LaneMath

/// min(max(0, x), 6); the derivative at 0 and 6 is 0, as in PyTorch.
enum RectifiedLinear6: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "relu6",
    formula: "min(6, max(0, x))",
    source: "Krizhevsky 2010, Convolutional Deep Belief Networks on CIFAR-10",
    peers: "torch.nn.ReLU6, Keras relu6")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (0, 6), kinks: [0, 6], saturates: false) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        let raised = x < 0 ? 0 : x
        return (raised > 6 ? 6 : raised, x > 0 ? (x < 6 ? 1 : 0) : (x <= 0 ? 0 : x))
      }
    }
  }
}
