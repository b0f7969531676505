extension Float {
  /// x n / (n + 2) with n = t (t + 2) and t = exp(x) for negative x, else with t = exp(-x)
  /// x (1 + 2t) / (1 + 2t + 2t^2).
  ///
  /// The derivative over the square of that denominator d is t ((t + 2) d + 4x (1 + t)) for
  /// negative x, else 1 + 4t + 6t^2 + 4t^3 + 4x t^2 (1 + t).
  @inlinable
  @inline(__always)
  public static func laneMishWithDerivative(_ x: Float) -> (value: Float, derivative: Float) {
    let bounded = magnitude(x, atMost: 110)
    let (scale, excess) = decay(bounded)
    let scaled = scale + excess
    let power = scaled * decayUnscale
    let square = power * power
    let isNegative = x < 0
    let above = 1 + (power + power)
    let below = 2 + power
    let denominator = isNegative ? 2 + power * below : above + (square + square)
    let inverse = 1 / denominator
    // Times scale is exact: one rounding less than times the sum of the two parts.
    let tailed = -bounded * scale - bounded * excess
    let left = (tailed * (below * inverse)) * decayUnscale
    let value = isNegative ? left : x * (above * inverse)
    let falling = below * denominator - (4 * bounded) * (1 + power)
    let rising =
      (1 + 4 * power) + square * ((6 + 4 * power) + (4 * bounded) * (1 + power))
    // It vanishes at -1.19243121451449521: near it, its series about that point.
    let distance = (x + 1.19243121) - -3.0439376e-9
    var series: Float = -0.015821127
    series = series * distance - 0.020271823
    series = series * distance + 0.04190782
    series = series * distance + 0.20473126
    series = series * distance + 0.26694791
    let isNear = magnitude(distance, atMost: 1) < 0.125
    let outer = isNegative ? (scaled * (falling * inverse)) * decayUnscale : rising * inverse
    return (value, isNear ? series * distance : outer * inverse)
  }

  /// x times the logistic function of z = 2 sqrt(2 / pi) (x + 0.044715 x^3), which is gelu's tanh
  /// form.
  ///
  /// The derivative is t (1 + t + x z') / (1 + t)^2 with t = exp(z) for negative x, else
  /// (1 + t (1 + x z')) / (1 + t)^2 with t = exp(-z).
  @inlinable
  @inline(__always)
  public static func laneTanhGELUWithDerivative(_ x: Float) -> (value: Float, derivative: Float) {
    let bounded = magnitude(x, atMost: 11)
    let wide = Double(bounded)
    let exact = wide * (1.5957691216057308 + 0.07135481627260025 * (wide * wide))
    let high = Float(exact)
    let (scale, excess) = decay(high, Float(exact - Double(high)))
    let scaled = scale + excess
    let power = scaled * decayUnscale
    let inverse = 1 / (decayScale + scaled)
    let isNegative = x < 0
    let tailed = -bounded * scale - bounded * excess
    let value = isNegative ? tailed * inverse : x * (decayScale * inverse)
    let slope = bounded * (1.5957691 + 0.21406445 * (bounded * bounded))
    let falling = scaled * ((1 - slope) + power)
    let rising = decayScale * (1 + power * (1 + slope))
    // It vanishes at -0.75246142207101626: near it, its series about that point.
    let distance = (x + 0.75246143) - 1.1339628e-8
    var series: Float = -0.016619328
    series = series * distance - 0.11394448
    series = series * distance - 0.015782854
    series = series * distance + 0.38751845
    series = series * distance + 0.43040009
    let isNear = magnitude(distance, atMost: 1) < 0.0625
    let outer = ((isNegative ? falling : rising) * inverse) * (decayScale * inverse)
    return (value, isNear ? series * distance : outer)
  }
}
