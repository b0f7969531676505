import LaneMath

/// Mean-field theory of a wide Elman network with a given activation.
///
/// A network of N units with weights W_ij drawn independently from N(0, g²/N), whose units get an
/// independent input of variance s² at each step, has for N → ∞ preactivations that are normal with
/// mean zero, whatever the activation: a_i = Σ_j W_ij h_j + input is a sum of independent terms of
/// mean zero even where the mean of h is not zero, as for relu. Only their variance q matters:
///
///     q' = g² E[f(√q z)²] + s²,   χ = g² E[f'(√q z)²],   λ = ½ ln χ,   z ~ N(0, 1)
///
/// χ is the factor by which the squared norm of a gradient (and of a small disturbance) changes per
/// step, λ the largest Lyapunov exponent. The gradient crosses k steps with norm χ^(k/2), so that
/// its memory is τ = -1/λ steps. That W is the same at all steps does not change this as long as
/// k is small against N; correlations of the states between times, C(t, s), enter neither q nor χ.
/// Where the states settle on a fixed point of the network instead of moving, χ < 1 is the same
/// condition as all eigenvalues of diag(f') W within the unit circle.
///
/// Expectations are taken by adaptive quadrature that respects kinks and jumps, in `Double`.
///
/// Reference: Sompolinsky, Crisanti and Sommers 1988; Molgedey, Schuchhardt and Schuster 1992;
/// Schoenholz et al. 2017, arXiv 1611.01232.
public struct MeanField: Sendable {
  /// f.
  public let activation: Activation<Double>

  /// The derivative below which a unit counts as saturated, as the training's measurements have it.
  public static let saturatedDerivative = 0.1

  /// Whether E[f(√q z)²] is finite at some q > 0: no pole of f grows as fast as 1/√d with the
  /// distance d.
  ///
  /// Where it is not, preactivations have no variance after one step, and the theory says nothing.
  public let hasSecondMoment: Bool

  /// Whether E[f'(√q z)²] is finite at some q > 0.
  ///
  /// Where it is not, as for log|x| and √|x|, χ is
  /// infinite at every gain, and so is the growth of a gradient.
  public let hasSquaredSlope: Bool

  /// What the second moment is at every q > 0 where it does not exist: infinite or NaN.
  private let absentMoment: Double?

  /// The theory of an element-wise activation.
  ///
  /// - Precondition: `activation` is element-wise.
  public init(_ activation: Activation<Double>) {
    require(
      activation.isElementwise,
      "\(activation.name) is row-wise: mean-field theory is about element-wise activations")
    self.activation = activation
    // ∫ d^-2p diverges at 0 from p = ½ on.
    let half = 0.499
    hasSecondMoment = activation.breaks.allSatisfy { place in
      PoleSearch.power(at: place) { activation.evaluate($0).values.map(\.magnitude) } < half
    }
    hasSquaredSlope = activation.breaks.allSatisfy { place in
      PoleSearch.power(at: place) { activation.evaluate($0).records.map(\.magnitude) } < half
    }
    let isUndefined = activation.evaluate([-1.1, -0.1, 0.1, 1.1]).values.contains(where: \.isNaN)
    absentMoment = hasSecondMoment ? nil : isUndefined ? .nan : .infinity
  }

  /// The moments of f and f' where the preactivations have variance q.
  ///
  /// At q = 0 the slope is that of both sides of 0: ½ (f'(0-)² + f'(0+)²).
  ///
  /// - Precondition: `variance` is not negative.
  public func moments(variance: Double) -> MeanFieldMoments {
    require(variance >= 0, "a variance of \(variance)")
    guard variance.isFinite else {
      return MeanFieldMoments(secondMoment: .nan, squaredSlope: .nan)
    }
    guard variance > 0 else { return momentsAtRest() }
    if let absentMoment {
      return MeanFieldMoments(secondMoment: absentMoment, squaredSlope: absentMoment)
    }
    let values = GaussianExpectation(
      deviation: variance.squareRoot(), breaks: activation.breaks, count: 2,
      integrands: { points, halves in
        let (values, slopes) = activation.evaluate(points)
        return [
          zip(values, halves).map { ($0 * $1) * ($0 * $1) },
          zip(slopes, halves).map { ($0 * $1) * ($0 * $1) },
        ]
      }
    ).values()
    return MeanFieldMoments(
      secondMoment: values[0],
      squaredSlope: hasSquaredSlope || values[1].isNaN ? values[1] : .infinity)
  }

  /// q' = g² E[f(√q z)²] + s².
  ///
  /// - Precondition: `variance` is not negative.
  public func next(_ variance: Double, gain: Double, inputVariance: Double) -> Double {
    gain * gain * moments(variance: variance).secondMoment + inputVariance
  }

  /// The share of units whose derivative is below 0.1 in magnitude; nil where a small derivative
  /// is no saturation, as in relu.
  ///
  /// - Precondition: `variance` is not negative.
  public func saturatedShare(variance: Double) -> Double? {
    require(variance >= 0, "a variance of \(variance)")
    guard activation.saturates, variance.isFinite else { return nil }
    guard variance > 0 else {
      return activation.evaluate([0]).records[0].magnitude < Self.saturatedDerivative ? 1 : 0
    }
    return GaussianExpectation(
      deviation: variance.squareRoot(), breaks: activation.breaks, count: 1,
      integrands: { points, halves in
        let slopes = activation.evaluate(points).records
        return [
          zip(slopes, halves).map { $0.magnitude < Self.saturatedDerivative ? $1 * $1 : 0 }
        ]
      }
    ).values()[0]
  }

  /// E[f(√q z)], the mean of the hidden state; 0 for an odd f.
  ///
  /// - Precondition: `variance` is not negative.
  public func meanState(variance: Double) -> Double {
    require(variance >= 0, "a variance of \(variance)")
    guard variance > 0 else { return activation.evaluate([0]).values[0] }
    guard variance.isFinite else { return .nan }
    // Positive and negative part apart: their sum may cancel, and has no scale of its own.
    let parts = GaussianExpectation(
      deviation: variance.squareRoot(), breaks: activation.breaks + [0], count: 2,
      integrands: { points, halves in
        let values = activation.evaluate(points).values
        return [
          zip(values, halves).map { max($0, 0) * $1 * $1 },
          zip(values, halves).map { max(-$0, 0) * $1 * $1 },
        ]
      }
    ).values()
    return parts[0] - parts[1]
  }

  private func momentsAtRest() -> MeanFieldMoments {
    let atRest = activation.evaluate([0]).values[0]
    let beside = activation.evaluate([-Self.smallest, Self.smallest]).records
    let squaredSlope = (beside[0] * beside[0] + beside[1] * beside[1]) / 2
    // Of x² and √x the slope beside 0 is the limit's, not that of any number.
    return MeanFieldMoments(
      secondMoment: atRest * atRest,
      squaredSlope: squaredSlope < 1e-30 ? 0 : squaredSlope > 1e30 ? .infinity : squaredSlope)
  }

  /// What counts as beside 0.
  static let smallest = 1e-150
}
