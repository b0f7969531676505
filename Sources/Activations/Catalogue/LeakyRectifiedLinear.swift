import LaneMath

/// x or slope * x; the derivative at 0 is the slope, as in PyTorch.
enum LeakyRectifiedLinear: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "leaky-relu",
    formula: "x > 0 ? x : slope * x",
    parameters: [ActivationParameter("slope", defaultValue: 0.01)],
    source: "Maas, Hannun & Ng 2013, Rectifier Nonlinearities",
    peers: "torch.nn.LeakyReLU (0.01), Keras leaky_relu (0.2), ONNX LeakyRelu (0.01)")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    let slope = Scalar(parameters[0])
    let lower: Double = slope > 0 ? -.infinity : 0
    let kinks: [Double] = slope == 1 ? [] : [0]
    guard slope != 0 else {
      // Apart, because 0 times infinity is NaN.
      return elementwise(parameters, (0, .infinity), kinks: kinks) { input, value, record in
        mapLanes(input, value: &value, derivative: &record) { x in
          (x < 0 ? 0 : x, x > 0 ? 1 : (x <= 0 ? 0 : x))
        }
      }
    }
    return elementwise(parameters, (lower, .infinity), kinks: kinks) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        (x > 0 ? x : slope * x, x > 0 ? 1 : (x <= 0 ? slope : x))
      }
    }
  }
}
