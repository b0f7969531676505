import RealModule

/// All fixed points at all gains: each q above s² is one, at the gain g² = (q - s²) / E[f(√q z)²].
///
/// The curve g(q) holds every branch; a branch is where it rises (the map's slope is below 1) or
/// falls.
struct MeanFieldCurve {
  /// A place on the curve.
  struct Place {
    /// ln(q - s²), by which the curve is followed.
    let position: Double
    let gain: Double
    let point: MeanFieldPoint
  }

  let field: MeanField
  let inputVariance: Double

  /// Places from q - s² = 1e-10 to 1e14, six per decade; without those whose gain is not finite.
  let places: [Place]

  /// Follows the curve.
  init(_ field: MeanField, inputVariance: Double) {
    self.field = field
    self.inputVariance = inputVariance
    let decade = Double.log(10)
    places = (-60...84).compactMap { step in
      Self.place(field, inputVariance, at: decade * Double(step) / 6)
    }
  }

  /// The place at a position; nil where the moments are zero or not finite.
  func place(at position: Double) -> Place? {
    Self.place(field, inputVariance, at: position)
  }

  private static func place(
    _ field: MeanField, _ inputVariance: Double, at position: Double
  ) -> Place? {
    let excess = Double.exp(position)
    let variance = excess + inputVariance
    let moments = field.moments(variance: variance)
    let squaredGain = excess / moments.secondMoment
    guard squaredGain.isFinite, squaredGain > 0, !moments.squaredSlope.isNaN else { return nil }
    // d ln E[f²] / d ln q; a difference, because E[f f'' + f'²] knows nothing of jumps.
    let step = 1e-3
    let above = field.moments(variance: variance * Double.exp(step)).secondMoment
    let below = field.moments(variance: variance * Double.exp(-step)).secondMoment
    let power = Double.log(above / below) / (2 * step)
    guard power.isFinite else { return nil }
    return Place(
      position: position, gain: squaredGain.squareRoot(),
      point: MeanFieldPoint(
        variance: variance, gradientFactor: squaredGain * moments.squaredSlope,
        slope: power * excess / variance))
  }

  /// Where between two places the value of `condition` changes.
  func boundary(
    _ first: Place, _ second: Place, _ condition: (Place) -> Bool
  ) -> Place {
    let start = condition(first)
    var (left, right) = (first, second)
    for _ in 0..<50 {
      guard right.position - left.position > 1e-13,
        let middle = place(at: left.position + (right.position - left.position) / 2)
      else { break }
      if condition(middle) == start { left = middle } else { right = middle }
    }
    return left
  }
}
