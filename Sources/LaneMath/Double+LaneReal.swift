public import RealModule

extension Double: LaneReal {
  /// e to the power `x`, from libm.
  @inlinable
  @inline(__always)
  public static func laneExp(_ x: Double) -> Double { exp(x) }

  /// e to the power `x`, minus 1, from libm.
  @inlinable
  @inline(__always)
  public static func laneExpMinusOne(_ x: Double) -> Double { expMinusOne(x) }

  /// The natural logarithm, from libm.
  @inlinable
  @inline(__always)
  public static func laneLog(_ x: Double) -> Double { log(x) }

  /// The natural logarithm of 1 + `x`, from libm.
  @inlinable
  @inline(__always)
  public static func laneLogOnePlus(_ x: Double) -> Double { log(onePlus: x) }

  /// The hyperbolic tangent, from libm.
  @inlinable
  @inline(__always)
  public static func laneTanh(_ x: Double) -> Double { tanh(x) }

  /// The logistic function, from one exponential.
  @inlinable
  @inline(__always)
  public static func laneSigmoid(_ x: Double) -> Double { laneSigmoidWithDerivative(x).value }

  /// The error function, from libm.
  @inlinable
  @inline(__always)
  public static func laneErf(_ x: Double) -> Double { erf(x) }

  /// The sine, from libm.
  @inlinable
  @inline(__always)
  public static func laneSin(_ x: Double) -> Double { sin(x) }

  /// The cosine, from libm.
  @inlinable
  @inline(__always)
  public static func laneCos(_ x: Double) -> Double { cos(x) }

  /// `x` to the power `y`, from libm.
  @inlinable
  public static func lanePow(_ x: Double, _ y: Double) -> Double {
    // RealModule's power is NaN for every negative base; an integer exponent has a value.
    guard x < 0 else { return pow(x, y) }
    guard y.rounded(.towardZero) == y else { return nan }
    let isOdd = (0.5 * y).rounded(.towardZero) != 0.5 * y
    return isOdd ? -pow(-x, y) : pow(-x, y)
  }
}
