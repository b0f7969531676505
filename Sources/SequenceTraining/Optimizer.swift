/// How parameters move along a gradient; formulas and defaults are PyTorch's.
///
/// g is the clipped gradient of the mean loss, η the learning rate, t the number of the update.
public enum Optimizer: Sendable, Equatable {
  /// u := μ u + g, p := p - η u; with Nesterov's form p := p - η (g + μ u).
  case sgd(momentum: Double, nesterov: Bool)
  /// v := ρ v + (1 - ρ) g², p := p - η g / (√v + ε).
  case rmsprop(decay: Double, epsilon: Double)
  /// v := v + g², p := p - η g / (√v + ε) (Duchi, Hazan and Singer 2011).
  case adagrad(epsilon: Double)
  /// m := β₁ m + (1 - β₁) g, v := β₂ v + (1 - β₂) g²,
  /// p := p - η m̂ / (√v̂ + ε), m̂ = m / (1 - β₁ᵗ), v̂ = v / (1 - β₂ᵗ) (Kingma and Ba 2015).
  ///
  /// With a weight decay λ first p := p - η λ p: AdamW (Loshchilov and Hutter 2019).
  case adam(beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double)

  /// Plain gradient descent.
  public static let sgd = Optimizer.sgd(momentum: 0, nesterov: false)
  /// Gradient descent with momentum 0.9.
  public static let momentum = Optimizer.sgd(momentum: 0.9, nesterov: false)
  /// Gradient descent with Nesterov's momentum 0.9.
  public static let nesterov = Optimizer.sgd(momentum: 0.9, nesterov: true)
  /// PyTorch's defaults: ρ = 0.99, ε = 1e-8.
  public static let rmsprop = Optimizer.rmsprop(decay: 0.99, epsilon: 1e-8)
  /// PyTorch's default: ε = 1e-10.
  public static let adagrad = Optimizer.adagrad(epsilon: 1e-10)
  /// PyTorch's defaults: β = (0.9, 0.999), ε = 1e-8.
  public static let adam = Optimizer.adam(
    beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0)
  /// PyTorch's defaults: Adam's and λ = 0.01.
  public static let adamW = Optimizer.adam(
    beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01)

  /// How many numbers the optimizer keeps per parameter.
  public var momentCount: Int {
    switch self {
    case .sgd(let momentum, _): momentum == 0 ? 0 : 1
    case .rmsprop, .adagrad: 1
    case .adam: 2
    }
  }
}

extension Optimizer {
  /// The optimizers by name, with their default parameters.
  public static let named: [(name: String, optimizer: Optimizer)] = [
    ("adam", .adam), ("adamw", .adamW), ("sgd", .sgd), ("momentum", .momentum),
    ("nesterov", .nesterov), ("rmsprop", .rmsprop), ("adagrad", .adagrad),
  ]
}
