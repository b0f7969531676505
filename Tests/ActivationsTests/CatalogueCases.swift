import Activations

/// Every entry with its defaults, and every parameter with another value, one that no `Float` is.
enum CatalogueCases {
  static let elementwise =
    Activation<Double>.catalogue.filter(\.isElementwise).map(\.name) + [
      "affine(0.3, 0.7)", "affine(2, -1)", "affine(0, 2)", "scaled-tanh(3, 0.3)",
      "clipped-relu(0.3)", "leaky-relu(0.2)", "leaky-relu(0)", "leaky-relu(-0.5)",
      "thresholded-relu(0.3)", "thresholded-relu(-0.7)", "thresholded-relu(0)", "elu(0.5)",
      "elu(-1)", "celu(0.3)", "celu(3)", "softplus(2)", "softplus(0.3)", "squareplus(0.3)",
      "hard-sigmoid(0.2)", "hard-sigmoid(0.3, 0.1)", "softshrink(0.3)", "hardshrink(0.3)",
      "step(0.3)",
    ]

  /// Those whose value at 0 is 0 with a slope on both sides, so that -0 stays -0.
  static let throughZero = [
    "identity", "affine", "tanh", "scaled-tanh", "leaky-relu(0.2)", "elu", "celu", "celu(0.3)",
    "selu", "softsign", "silu", "gelu", "gelu-tanh", "mish", "hard-tanh", "hard-swish",
    "tanhshrink",
  ]

  /// Bounded ones in which a small derivative means something else than saturation.
  static let neverSaturated = ["relu6", "clipped-relu", "step"]
}
