import LaneMath

/// log(cosh(x)), which is x^2 / 2 near 0 and |x| - log(2) far from it.
enum LogCosine: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "logcosh",
    formula: "log((exp(x) + exp(-x)) / 2)",
    source: "NNlib; as a loss Chen et al. 2019, Log Hyperbolic Cosine Loss",
    peers: "NNlib logcosh")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (0, .infinity), row: .logCosh) { input, value, record in
      // A closure as large as this would not be inlined into the loop.
      @inline(__always)
      func function(_ x: Scalar) -> (value: Scalar, derivative: Scalar) {
        Scalar.laneLogCoshWithDerivative(x)
      }
      mapLanes(input, value: &value, derivative: &record, function)
    }
  }
}
