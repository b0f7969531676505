import LaneMath
import RealModule

extension MeanField {
  /// What becomes of a very large state.
  public var growth: MeanFieldGrowth {
    let ratios = [1e12, 1e18].map { moments(variance: $0).secondMoment / $0 }
    if ratios.contains(where: \.isNaN) { return .undefined }
    guard hasSecondMoment else { return .infinite }
    guard ratios.allSatisfy(\.isFinite), ratios[1] <= 1.01 * ratios[0] else { return .faster }
    guard ratios[1] >= 0.99 * ratios[0], ratios[1] > 0 else { return .slower }
    return .proportional(gain: 1 / ratios[1].squareRoot())
  }

  /// The gains at which a stable fixed point loses its stability, ascending.
  ///
  /// There may be several, one per branch: silu's state at rest loses it at g = 2, but a large
  /// state grows without bound from g = √2 on. There may be none: a step has no derivative, so that
  /// χ is 0 at every gain; of relu squared the state at rest is stable at every gain, and a large
  /// one at none; with a pole in f the state has no variance.
  ///
  /// - Precondition: `inputVariance` is finite and not negative.
  public func criticalGains(inputVariance: Double = 0) -> [CriticalGain] {
    require(
      inputVariance >= 0 && inputVariance.isFinite, "an input variance of \(inputVariance)")
    let growth = growth
    guard growth != .undefined, growth != .infinite else { return [] }
    var gains: [CriticalGain] = []
    if inputVariance == 0, restsAtZero {
      let squaredSlope = moments(variance: 0).squaredSlope
      if squaredSlope > 0, squaredSlope.isFinite {
        gains.append(
          CriticalGain(gain: 1 / squaredSlope.squareRoot(), variance: 0, cause: .gradient))
      }
    }
    gains += losses(on: MeanFieldCurve(self, inputVariance: inputVariance))
    if case .proportional(let gain) = growth {
      gains.append(CriticalGain(gain: gain, variance: .infinity, cause: .growth))
    }
    if growth == .faster { gains.removeAll { $0.cause == .fold } }
    return gains.sorted { $0.gain < $1.gain }
  }

  /// The smallest of the critical gains: up to it every branch is stable; nil where there is none.
  ///
  /// - Precondition: `inputVariance` is finite and not negative.
  public func criticalGain(inputVariance: Double = 0) -> CriticalGain? {
    criticalGains(inputVariance: inputVariance).first
  }

  /// Where, going up the curve, a stable place is followed by one that is not.
  ///
  /// On a stable stretch the gain rises with q, so that its upper end is the one that is met as the
  /// gain grows. What is neither clearly stable nor clearly not (χ = 1 within rounding) ends
  /// nothing.
  private func losses(on curve: MeanFieldCurve) -> [CriticalGain] {
    var losses: [CriticalGain] = []
    var stable: MeanFieldCurve.Place?
    for place in curve.places {
      switch place.point.stability {
      case .stable: stable = place
      case .marginal: break
      case .chaotic, .repelling:
        guard let last = stable else { break }
        stable = nil
        let end = curve.boundary(last, place) { [.stable, .marginal].contains($0.point.stability) }
        let beyond = curve.place(at: end.position + 1e-4)?.point ?? place.point
        let cause: CriticalGain.Cause =
          beyond.slope < -1 ? .alternation : beyond.slope > 1 ? .fold : .gradient
        losses.append(
          CriticalGain(gain: end.gain, variance: end.point.variance, cause: cause))
      }
    }
    return losses
  }
}
