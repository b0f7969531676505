import Activations

/// Every entry with its defaults, and every parameter once with another value.
enum CatalogueCases {
  static let elementwise =
    Activation<Double>.catalogue.filter(\.isElementwise).map(\.name) + [
      "leaky-relu(0.2)", "leaky-relu(0)", "leaky-relu(-0.5)", "elu(0.5)", "elu(-1)", "softplus(2)",
    ]

  /// Those whose value at 0 is 0 with a slope on both sides, so that -0 stays -0.
  static let throughZero = [
    "identity", "tanh", "leaky-relu(0.2)", "hard-tanh", "elu", "softsign", "silu", "gelu",
  ]
}
