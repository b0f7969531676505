public import RealModule

extension Double {
  /// exp(x) - 1 and exp(x) for `x` at most 0.
  @inlinable
  @inline(__always)
  public static func laneDecayWithDerivative(_ x: Double) -> (value: Double, derivative: Double) {
    let negative = 0 < x ? 0 : x
    return (expMinusOne(negative), exp(negative))
  }

  /// tanh(x) and 4t / (1 + t)^2, with t = exp(-2|x|).
  @inlinable
  @inline(__always)
  public static func laneTanhWithDerivative(_ x: Double) -> (value: Double, derivative: Double) {
    let power = exp(-2 * x.magnitude)
    let inverse = 1 / (1 + power)
    return (tanh(x), (4 * power * inverse) * inverse)
  }

  /// The logistic function and t / (1 + t)^2, with t = exp(-|x|).
  @inlinable
  @inline(__always)
  public static func laneSigmoidWithDerivative(
    _ x: Double
  ) -> (value: Double, derivative: Double) {
    let power = exp(-x.magnitude)
    let inverse = 1 / (1 + power)
    let below = power * inverse
    return (x < 0 ? below : inverse, below * inverse)
  }

  /// max(x, 0) + log(1 + t) and the logistic function, with t = exp(-|x|).
  @inlinable
  @inline(__always)
  public static func laneSoftplusWithDerivative(
    _ x: Double
  ) -> (value: Double, derivative: Double) {
    let power = exp(-x.magnitude)
    let inverse = 1 / (1 + power)
    let positive = x < 0 ? 0 : x
    return (positive + log(onePlus: power), x < 0 ? power * inverse : inverse)
  }

  /// x / (1 + |x|) and 1 / (1 + |x|)^2.
  @inlinable
  @inline(__always)
  public static func laneSoftsignWithDerivative(
    _ x: Double
  ) -> (value: Double, derivative: Double) {
    // Beyond 2^600 the value has long been 1 and the derivative 0, but the quotient is no longer.
    let limit: Double = 0x1p600
    let bounded = limit < x.magnitude ? limit : x.magnitude
    let quotient = bounded / (1 + bounded)
    let inverse = 1 / (1 + bounded)
    return (Double(signOf: x, magnitudeOf: quotient), inverse * inverse)
  }

  /// x / (1 + exp(-x)) and its derivative, t (1 + t + x) / (1 + t)^2 for negative x.
  @inlinable
  @inline(__always)
  public static func laneSiLUWithDerivative(_ x: Double) -> (value: Double, derivative: Double) {
    let bounded = 760 < x.magnitude ? 760 : x.magnitude
    let power = exp(-bounded)
    let inverse = 1 / (1 + power)
    if x < 0 {
      let value = (-bounded * power) * inverse
      return (value, (power * ((1 - bounded) + power)) * inverse * inverse)
    }
    return (x * inverse, (1 + power * (1 + bounded)) * inverse * inverse)
  }

  /// x Phi(x) and Phi(x) + x phi(x), with Phi(x) = erfc(-x / sqrt(2)) / 2.
  @inlinable
  @inline(__always)
  public static func laneGELUWithDerivative(_ x: Double) -> (value: Double, derivative: Double) {
    // erfc is 0 below -40; the bound keeps infinity times zero away.
    let bounded = x < -40 ? -40 : x
    let distribution = 0.5 * erfc(-bounded * 0.7071067811865476)
    let near = bounded > 40 ? 40 : bounded
    let density = 0.3989422804014327 * exp(-0.5 * near * near)
    return (bounded * distribution, distribution + near * density)
  }

  /// The error function and 2 / sqrt(pi) exp(-x^2).
  @inlinable
  @inline(__always)
  public static func laneErfWithDerivative(_ x: Double) -> (value: Double, derivative: Double) {
    (erf(x), 1.1283791670955126 * exp(-x * x))
  }

  /// exp(x - y) for `x` at most `y`.
  @inlinable
  @inline(__always)
  public static func laneExpOfDifference(_ x: Double, _ y: Double) -> Double {
    let difference = x - y
    guard difference > -760 else { return exp(difference) }
    let part = difference - x
    let lost = (x - (difference - part)) - (y + part)
    return exp(difference) * (1 + lost)
  }
}
