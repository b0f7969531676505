extension Float {
  /// The hyperbolic tangent, without branches.
  @inlinable
  @inline(__always)
  public static func laneTanh(_ x: Float) -> Float {
    laneTanhWithDerivative(x).value
  }

  /// tanh(x) = (1 - t) / (1 + t) and 4t / (1 + t)^2, with t = exp(-2|x|).
  @inlinable
  @inline(__always)
  public static func laneTanhWithDerivative(_ x: Float) -> (value: Float, derivative: Float) {
    let doubled = 2 * magnitude(x, atMost: 53)
    let (scale, excess) = decay(doubled)
    let power = scale + excess
    let inverse = 1 / (decayScale + power)
    let value = ((decayScale - scale) - excess) * inverse
    let derivative = ((4 * power) * inverse) * (decayScale * inverse)
    return (sign(of: x, on: magnitude(value, atMost: 1)), derivative)
  }

  /// The logistic function, without branches.
  @inlinable
  @inline(__always)
  public static func laneSigmoid(_ x: Float) -> Float {
    laneSigmoidWithDerivative(x).value
  }

  /// The logistic function and t / (1 + t)^2, with t = exp(-|x|).
  @inlinable
  @inline(__always)
  public static func laneSigmoidWithDerivative(_ x: Float) -> (value: Float, derivative: Float) {
    let (scale, excess) = decay(magnitude(x, atMost: 106))
    let power = scale + excess
    let inverse = 1 / (decayScale + power)
    let above = decayScale * inverse
    let below = power * inverse
    return (x < 0 ? below : above, below * above)
  }
}
