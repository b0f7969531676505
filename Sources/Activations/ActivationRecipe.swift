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
  ///
  /// It runs the loop of `row` where the machine has one, else the kernel, which is the same
  /// function.
  static func elementwise<Scalar: LaneReal>(
    _ parameters: [Double],
    _ bounds: (lower: Double, upper: Double) = (-.infinity, .infinity),
    kinks: [Double] = [],
    jumps: [Double] = [],
    saturates: Bool? = nil,
    row: RowFunction? = nil,
    kernel: @escaping Activation<Scalar>.Kernel
  ) -> Activation<Scalar> {
    Activation(
      name: entry.canonicalName(parameters),
      lowerBound: bounds.lower,
      upperBound: bounds.upper,
      kinks: kinks,
      jumps: jumps,
      saturates: saturates ?? (bounds.lower.isFinite && bounds.upper.isFinite),
      kernel: row.flatMap(Scalar.rowKernel) ?? kernel)
  }
}

/// The entries in the order in which they are listed.
///
/// Two of the usual names are missing: prelu, whose slope is learned and so a parameter of a
/// network (`leaky-relu(0.25)` is what it starts as), and rrelu, whose slope is drawn anew for
/// every element in training (`leaky-relu(0.229)` is what it is in evaluation, the mean of 1/8 and
/// 1/3).
let activationRecipes: [any ActivationRecipe.Type] = [
  Identity.self, Affine.self, LogisticSigmoid.self, HyperbolicTangent.self, ScaledTangent.self,
  RectifiedLinear.self, RectifiedLinear6.self, ClippedRectifiedLinear.self,
  LeakyRectifiedLinear.self, ThresholdedRectifiedLinear.self, SquaredRectifiedLinear.self,
  ExponentialLinear.self, ContinuouslyExponentialLinear.self, ScaledExponentialLinear.self,
  Softplus.self, Squareplus.self, SparsePlus.self, LogSigmoid.self, Softsign.self,
  SigmoidLinear.self, GaussianErrorLinear.self, TangentGaussianErrorLinear.self, Mish.self,
  HardSigmoid.self, SparseSigmoid.self, HardTangent.self, HardSwish.self, TangentShrinkage.self,
  SoftShrinkage.self, HardShrinkage.self, LinearlyScaledTangent.self, LogCosine.self, Step.self,
  Exponential.self, Softmax.self,
]
