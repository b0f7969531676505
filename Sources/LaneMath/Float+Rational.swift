extension Float {
  /// x / (1 + |x|) and 1 / (1 + |x|)^2, from one division.
  @inlinable
  @inline(__always)
  public static func laneSoftsignWithDerivative(_ x: Float) -> (value: Float, derivative: Float) {
    // Beyond 2^100 the value has long been 1 and the derivative 0, but the quotient is no longer.
    let bounded = magnitude(x, atMost: 0x1p100)
    let inverse = 1 / (1 + bounded)
    return (sign(of: x, on: bounded * inverse), inverse * inverse)
  }

  /// x t / (1 + t) with t = exp(x) for negative x, x / (1 + t) with t = exp(-x) else.
  ///
  /// The derivative is t (1 + t + x) / (1 + t)^2 or (1 + t (1 + x)) / (1 + t)^2.
  @inlinable
  @inline(__always)
  public static func laneSiLUWithDerivative(_ x: Float) -> (value: Float, derivative: Float) {
    let bounded = magnitude(x, atMost: 110)
    let (scale, excess) = decay(bounded)
    let scaled = scale + excess
    let power = scaled * decayUnscale
    let inverse = 1 / (decayScale + scaled)
    let isNegative = x < 0
    // Times scale is exact: one rounding less than times the sum of the two parts.
    let tailed = -bounded * scale - bounded * excess
    let value = isNegative ? tailed * inverse : x * (decayScale * inverse)
    // 1 + t + x vanishes at -1.2784645427610738: near it, its series about that point.
    let distance = (x + 1.2784646) - 1.2979282e-8
    let series = distance * (1.2784645 + distance * (0.13923227 + distance * 0.04641076))
    let isNear = magnitude(distance, atMost: 1) < 0.0625
    let sum = isNear ? series : (1 - bounded) + power
    let rising = 1 + power * (1 + bounded)
    let outer = isNegative ? (scaled * sum) * inverse : (decayScale * rising) * inverse
    return (value, outer * (decayScale * inverse))
  }
}
