import RealModule

/// A fixed point of the mean-field map q → g² E[f(√q z)²] + s², and whether the net stays there.
public struct MeanFieldPoint: Equatable, Sendable {
  /// What becomes of a small change at a fixed point.
  public enum Stability: String, Sendable {
    /// Both the size of the state and the directions in it forget the change: χ and the map's slope
    /// are below 1.
    case stable
    /// The size holds, but states that are close together part and gradients grow: χ is above 1.
    case chaotic
    /// The size itself leaves: the map's slope is above 1 (or below -1) in magnitude.
    case repelling
    /// χ or the slope is 1.
    case marginal
  }

  /// q, the variance of the preactivations.
  public let variance: Double

  /// χ = g² E[f'(√q z)²], the growth of a squared gradient per step.
  public let gradientFactor: Double

  /// The slope of the map at the point.
  public let slope: Double

  /// λ = ½ ln χ, the growth rate of a gradient per step; -infinity where χ is 0.
  public var exponent: Double { 0.5 * Double.log(gradientFactor) }

  /// τ = -1/λ, the steps after which 1/e of a gradient is left; nil where it does not shrink.
  public var memory: Double? { exponent < 0 ? -1 / exponent : nil }

  /// How close to 1 counts as 1: the rounding of the quadrature, and of the slope's difference.
  static let (gradientMargin, slopeMargin) = (1e-9, 1e-6)

  /// What becomes of a small change.
  public var stability: Stability {
    if slope.magnitude > 1 + Self.slopeMargin { return .repelling }
    if gradientFactor > 1 + Self.gradientMargin { return .chaotic }
    return slope.magnitude < 1 - Self.slopeMargin && gradientFactor < 1 - Self.gradientMargin
      ? .stable : .marginal
  }
}
