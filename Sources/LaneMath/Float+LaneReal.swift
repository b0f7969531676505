public import RealModule

extension Float: LaneReal {
  /// The sine, from libm.
  @inlinable
  @inline(__always)
  public static func laneSin(_ x: Float) -> Float { sin(x) }

  /// The cosine, from libm.
  @inlinable
  @inline(__always)
  public static func laneCos(_ x: Float) -> Float { cos(x) }

  /// `x` to the power `y`, from libm.
  @inlinable
  public static func lanePow(_ x: Float, _ y: Float) -> Float {
    // RealModule's power is NaN for every negative base; an integer exponent has a value.
    guard x < 0 else { return pow(x, y) }
    guard y.rounded(.towardZero) == y else { return nan }
    let isOdd = (0.5 * y).rounded(.towardZero) != 0.5 * y
    return isOdd ? -pow(-x, y) : pow(-x, y)
  }
}
