public import RealModule

extension Double {
  /// exp(rate * x) - 1 and exp(rate * x) for `x` at most 0.
  @inlinable
  @inline(__always)
  public static func laneDecayWithDerivative(
    _ x: Double, rate: Double
  ) -> (value: Double, derivative: Double) {
    laneDecayWithDerivative(rate * x)
  }

  /// tanh(rate * x) and the derivative of tanh there.
  @inlinable
  @inline(__always)
  public static func laneTanhWithDerivative(
    _ x: Double, rate: Double
  ) -> (value: Double, derivative: Double) {
    laneTanhWithDerivative(rate * x)
  }

  /// max(x, 0) + log(1 + t) / rate and the logistic function of rate * x, with t = exp(-rate |x|).
  @inlinable
  @inline(__always)
  public static func laneSoftplusWithDerivative(
    _ x: Double, rate: Double
  ) -> (value: Double, derivative: Double) {
    let power = exp(-rate * x.magnitude)
    let inverse = 1 / (1 + power)
    let positive = x < 0 ? 0 : x
    return (positive + log(onePlus: power) / rate, x < 0 ? power * inverse : inverse)
  }

  /// x tanh(log(1 + exp(x))) and its derivative, in the forms of `Float`.
  @inlinable
  @inline(__always)
  public static func laneMishWithDerivative(_ x: Double) -> (value: Double, derivative: Double) {
    let bounded = 760 < x.magnitude ? 760 : x.magnitude
    let power = exp(-bounded)
    let square = power * power
    if x < 0 {
      let below = 2 + power
      let denominator = 2 + power * below
      let falling = below * denominator - 4 * bounded * (1 + power)
      let value = (-bounded * power) * (below / denominator)
      return (value, power * (falling / denominator) / denominator)
    }
    let above = 1 + 2 * power
    let denominator = above + 2 * square
    let rising = 1 + 4 * power + square * (6 + 4 * power + 4 * bounded * (1 + power))
    return (x * (above / denominator), rising / denominator / denominator)
  }

  /// x times the logistic function of 2 sqrt(2 / pi) (x + 0.044715 x^3), and its derivative.
  @inlinable
  @inline(__always)
  public static func laneTanhGELUWithDerivative(
    _ x: Double
  ) -> (value: Double, derivative: Double) {
    let bounded = 22 < x.magnitude ? 22 : x.magnitude
    let square = bounded * bounded
    let power = exp(-bounded * (1.5957691216057308 + 0.07135481627260025 * square))
    let slope = bounded * (1.5957691216057308 + 0.21406444881780075 * square)
    let inverse = 1 / (1 + power)
    if x < 0 {
      return (-bounded * power * inverse, power * (1 - slope + power) * inverse * inverse)
    }
    return (x * inverse, (1 + power * (1 + slope)) * inverse * inverse)
  }

  /// x - tanh(x) and tanh(x)^2, near 0 by the continued fraction of tanh.
  @inlinable
  @inline(__always)
  public static func laneTanhshrinkWithDerivative(
    _ x: Double
  ) -> (value: Double, derivative: Double) {
    let square = x * x
    let tanh = tanh(x)
    guard square < 1 else { return (x - tanh, tanh * tanh) }
    // tanh(x) = x / (1 + x² / (3 + r)), so that x - tanh(x) = x³ / (3 + r + x²).
    let inner = 9 + square / (11 + square / (13 + square / (15 + square / 17)))
    let remainder = square / (5 + square / (7 + square / inner))
    return (x * square / (3 + remainder + square), tanh * tanh)
  }

  /// log(cosh(x)) and tanh(x).
  @inlinable
  @inline(__always)
  public static func laneLogCoshWithDerivative(
    _ x: Double
  ) -> (value: Double, derivative: Double) {
    // Near 0 from cosh(x) - 1 = 2 sinh(x / 2)².
    let half = sinh(0.5 * (1 < x.magnitude ? 1 : x.magnitude))
    let far = x.magnitude + (log(onePlus: exp(-2 * x.magnitude)) - 0.6931471805599453)
    return (x.magnitude < 1 ? log(onePlus: 2 * half * half) : far, tanh(x))
  }
}
