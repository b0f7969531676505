import LaneMath

/// What is known of an element-wise activation before any training.
///
/// Bounds, kinks, jumps and poles are those that the activation declares; what it does not declare
/// is found numerically: at points from -100 to 100, close together around 0 and refined where
/// something happens, and at powers of ten up to ±1e30. Two kinks closer together than 0.005 near 0
/// (0.02 beyond ±10) can hide each other. A finite peak of 1e15 and more counts as a pole.
public struct ActivationAnalysis: Equatable, Sendable {
  /// The interval that is looked at closely.
  public static let range = -100.0...100.0

  /// The activation's name.
  public let name: String

  /// The formula, with the values of its parameters; the expression itself where it is one.
  public let formula: String

  /// The infimum of the values; -infinity where there is none.
  public let lowerBound: Double

  /// The supremum of the values; infinity where there is none.
  public let upperBound: Double

  /// sup |f'|, the Lipschitz constant; infinite where |f'| is unbounded, f jumps or has a pole.
  public let lipschitz: Double

  /// Where |f'| is largest (or first comes within 1e-9 of its supremum); nil where it is unbounded.
  public let steepest: Double?

  /// The limit as x goes to -infinity.
  public let leftLimit: ActivationLimit

  /// The limit as x goes to infinity.
  public let rightLimit: ActivationLimit

  /// The points where the derivative jumps and the value does not, ascending.
  public let kinks: [Double]

  /// The points where the value jumps, ascending.
  public let jumps: [Double]

  /// The points around which the values grow beyond every number, ascending.
  ///
  /// 1/x, log|x| and exp(1/x) have one at 0. They are no jumps, though f may change its sign there.
  public let poles: [Double]

  /// The points at which |f'| grows beyond every number and f does not, as √|x| at 0, ascending;
  /// they are among the kinks.
  public let verticalTangents: [Double]

  /// Odd, even or neither, at every point looked at.
  public let parity: ActivationParity

  /// Whether a small derivative means saturation.
  public let saturates: Bool

  /// Whether f is a number at every point looked at.
  public let isDefined: Bool

  /// Whether the values are bounded on both sides.
  public var isBounded: Bool { lowerBound.isFinite && upperBound.isFinite }

  /// 1 / sup |f'|: gradients vanish for sure where the largest singular value of W_hh stays below.
  ///
  /// A step multiplies a gradient by at most σ_max(W_hh) sup |f'| in norm (Pascanu, Mikolov and
  /// Bengio 2013, arXiv 1211.5063). It is nil where sup |f'| is infinite, so that nothing is
  /// guaranteed, and infinite where f is constant, so that every gradient is zero.
  public var guaranteedVanishingSigma: Double? {
    lipschitz.isInfinite || lipschitz.isNaN ? nil : 1 / lipschitz
  }

  /// Looks at an activation.
  ///
  /// - Precondition: `activation` is element-wise.
  public init(_ activation: Activation<Double>) {
    require(
      activation.isElementwise,
      "\(activation.name) is row-wise: it has no value and slope of its own at a point")
    let survey = ActivationSurvey(activation)
    name = activation.name
    formula = ActivationFormula.text(of: activation.name)
    lowerBound =
      activation.lowerBound.isFinite ? activation.lowerBound : survey.infimum(sign: 1)
    upperBound =
      activation.upperBound.isFinite ? activation.upperBound : -survey.infimum(sign: -1)
    kinks = survey.kinks
    jumps = survey.jumps
    poles = survey.poles
    verticalTangents = survey.tangents
    let steepest = survey.steepest()
    let isRegular = survey.jumps.isEmpty && survey.poles.isEmpty && survey.tangents.isEmpty
    lipschitz = isRegular ? steepest.slope : .infinity
    self.steepest = lipschitz.isFinite ? steepest.place : nil
    leftLimit = survey.limit(direction: -1)
    rightLimit = survey.limit(direction: 1)
    parity = survey.parity
    saturates = activation.saturates
    isDefined = survey.isDefined
  }
}
