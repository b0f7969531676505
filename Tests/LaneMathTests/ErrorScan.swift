import LaneMath

/// The greatest errors of a `Float` function against the same function in `Double`.
struct ErrorScan {
  /// In units in the last place, where the true value is a normal `Float`.
  private(set) var valueError = 0.0

  /// Where it was found.
  private(set) var valuePoint: Float = 0

  /// Relative to the true derivative, where that is a normal `Float`.
  private(set) var derivativeError = 0.0

  /// Where it was found.
  private(set) var derivativePoint: Float = 0

  /// How many points were visited.
  private(set) var count = 0

  /// Each sign and exponent with 1024 mantissas, and steps of 4e-5 over [-12, 12]: 1.1 million.
  static let points: [Float] = {
    var points: [Float] = []
    for exponent in UInt32(0)...254 {
      for step in UInt32(0)..<1024 {
        // The prime spreads the low bits; the high ones run through all values.
        let mantissa = (step << 13) | (step &* 2741 & 0x1fff)
        let point = Float(bitPattern: (exponent << 23) | mantissa)
        points.append(point)
        points.append(-point)
      }
    }
    for step in -300_000...300_000 {
      points.append(Float(step) * 4e-5)
    }
    return points
  }()

  private static let normal =
    Double(Float.leastNormalMagnitude)...Double(Float.greatestFiniteMagnitude)

  /// Adds one point.
  mutating func visit(
    _ point: Float,
    _ found: (value: Float, derivative: Float),
    _ expected: (value: Double, derivative: Double)
  ) {
    count += 1
    if Self.normal.contains(expected.value.magnitude) {
      let error = (Double(found.value) - expected.value).magnitude
      let units = error / Double(Float(expected.value).ulp)
      // So written that a NaN counts as an error.
      if !(units <= valueError) {
        (valueError, valuePoint) = (units, point)
      }
    }
    if Self.normal.contains(expected.derivative.magnitude) {
      let error = ((Double(found.derivative) - expected.derivative) / expected.derivative).magnitude
      if !(error <= derivativeError) {
        (derivativeError, derivativePoint) = (error, point)
      }
    }
  }
}
