import LaneMath
import RealModule

extension MeanField {
  /// Whether q = 0 is a fixed point without input: f(0) = 0, and f does not jump there.
  public var restsAtZero: Bool {
    let tiny = 1e-20
    return moments(variance: 0).secondMoment == 0 && moments(variance: tiny).secondMoment < 1e-6
  }

  /// The fixed points of q → g² E[f(√q z)²] + s², by ascending q.
  ///
  /// They are looked for up to q = 1e14. Where every q is one, as for relu at g = √2 without input,
  /// only q = 0 is returned, which is then marginal.
  ///
  /// - Precondition: `gain` is above 0, `inputVariance` not negative, both finite.
  public func fixedPoints(gain: Double, inputVariance: Double = 0) -> [MeanFieldPoint] {
    require(
      gain > 0 && gain.isFinite && inputVariance >= 0 && inputVariance.isFinite,
      "a gain of \(gain) and an input variance of \(inputVariance)")
    let curve = MeanFieldCurve(self, inputVariance: inputVariance)
    var points: [MeanFieldPoint] = []
    if inputVariance == 0, restsAtZero { points.append(originPoint(gain: gain)) }
    for (left, right) in zip(curve.places, curve.places.dropFirst()) {
      // As near as the quadrature can tell is no crossing.
      let differences = [left, right].map { Double.log($0.gain / gain) }
      guard (differences[0] < 0) != (differences[1] < 0),
        differences.contains(where: { $0.magnitude > 1e-10 })
      else { continue }
      let place = curve.boundary(left, right) { $0.gain < gain }
      points.append(place.point)
    }
    return points
  }

  /// The fixed point that q comes to from h = 0 (or, where the net rests there, from a very small
  /// state); nil where it grows without bound.
  ///
  /// - Precondition: as for ``fixedPoints(gain:inputVariance:)``.
  public func settledPoint(gain: Double, inputVariance: Double = 0) -> MeanFieldPoint? {
    let points = fixedPoints(gain: gain, inputVariance: inputVariance)
    if let rest = points.first, rest.variance == 0, rest.stability != .repelling { return rest }
    var variance = inputVariance > 0 ? inputVariance : 1e-10
    var isGrowing = true
    // Long enough for a map that falls to be followed; one that rises only creeps up on its goal.
    for _ in 0..<300 {
      let next = next(variance, gain: gain, inputVariance: inputVariance)
      guard next.isFinite, next < 1e14 else { return nil }
      isGrowing = next > variance
      variance = next
      let reached = points.first { point in
        (point.variance - variance).magnitude <= 1e-3 * point.variance
          && point.stability != .repelling
      }
      if let reached { return reached }
    }
    return isGrowing
      ? points.first { $0.variance >= variance } : points.last { $0.variance <= variance }
  }

  /// q = 0.
  func originPoint(gain: Double) -> MeanFieldPoint {
    let factor = gain * gain * moments(variance: 0).squaredSlope
    // Near 0 f is linear on either side, so that the map's slope there is the same number.
    return MeanFieldPoint(variance: 0, gradientFactor: factor, slope: factor)
  }
}
