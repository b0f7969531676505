import LaneMath

/// The logarithm of the logistic function, which is minus the softplus of -x.
enum LogSigmoid: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "log-sigmoid",
    formula: "-log(1 + exp(-x))",
    source: "PyTorch",
    peers: "torch.nn.LogSigmoid, Keras log_sigmoid")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (-.infinity, 0), row: .logSigmoid) { input, value, record in
      // A closure as large as this would not be inlined into the loop.
      @inline(__always)
      func function(_ x: Scalar) -> (value: Scalar, derivative: Scalar) {
        let (softplus, derivative) = Scalar.laneSoftplusWithDerivative(-x)
        return (-softplus, derivative)
      }
      mapLanes(input, value: &value, derivative: &record, function)
    }
  }
}
