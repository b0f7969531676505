import LaneMath

/// alpha * x + beta; written around its zero, where the sum would cancel.
enum Affine: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "affine",
    formula: "alpha * x + beta",
    parameters: [
      ActivationParameter("alpha", defaultValue: 1), ActivationParameter("beta", defaultValue: 0),
    ],
    source: "ONNX, operators RNN and GRU",
    peers: "ONNX Affine (onnxruntime's own defaults are 0, 0: the constant 0); Keras linear is 1, 0"
  )

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    let (slope, constant) = (Scalar(parameters[0]), Scalar(parameters[1]))
    guard slope != 0 else {
      // Apart, because 0 times infinity is NaN.
      return elementwise(parameters, (parameters[1], parameters[1])) { input, value, record in
        mapLanes(input, value: &value, derivative: &record) { x in
          (x == x ? constant : x, x == x ? 0 : x)
        }
      }
    }
    // 0 minus it, because the zero of x itself must be 0 and not -0.
    let zero = 0 - parameters[1] / parameters[0]
    guard zero.magnitude < 0x1p100 else {
      return elementwise(parameters) { input, value, record in
        mapLanes(input, value: &value, derivative: &record) { x in
          (slope * x + constant, x == x ? slope : x)
        }
      }
    }
    let (high, low) = Scalar.parts(of: zero)
    return elementwise(parameters) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        (slope * ((x - high) - low), x == x ? slope : x)
      }
    }
  }
}
