import LaneMath

/// How one entry of the catalogue is made: one type and one file each.
///
/// The kernel is written in the file of its entry, with `mapLanes` of another module: without
/// whole-module optimisation nothing is inlined across the files of one module.
protocol ActivationRecipe: Sendable {
  /// What the catalogue says of it.
  static var entry: ActivationEntry { get }

  /// The activation with these parameters, one per parameter of the entry and each accepted by it.
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar>
}

extension ActivationRecipe {
  /// An element-wise activation of this entry.
  static func elementwise<Scalar: LaneReal>(
    _ parameters: [Double],
    _ bounds: (lower: Double, upper: Double) = (-.infinity, .infinity),
    kinks: [Double] = [],
    kernel: @escaping Activation<Scalar>.Kernel
  ) -> Activation<Scalar> {
    Activation(
      name: entry.canonicalName(parameters),
      lowerBound: bounds.lower,
      upperBound: bounds.upper,
      kinks: kinks,
      saturates: bounds.lower.isFinite && bounds.upper.isFinite,
      kernel: kernel)
  }
}

/// The entries in the order in which they are listed.
let activationRecipes: [any ActivationRecipe.Type] = [
  Identity.self, LogisticSigmoid.self, HyperbolicTangent.self, RectifiedLinear.self,
  LeakyRectifiedLinear.self, HardSigmoid.self, HardTangent.self, ExponentialLinear.self,
  Softplus.self, Softsign.self, SigmoidLinear.self, GaussianErrorLinear.self, Softmax.self,
]
