extension Float {
  /// x n / (n + 2) with n = t (t + 2) and t = exp(x); x itself beyond 20.
  ///
  /// The derivative is t ((t + 2) d + 4x (1 + t)) / d^2 with d = n + 2.
  @inlinable
  @inline(__always)
  public static func laneMishWithDerivative(_ x: Float) -> (value: Float, derivative: Float) {
    let below20 = 20 < x ? 20 : x
    let bounded = -110 > below20 ? -110 : below20
    let (scale, excess) = decay(-bounded)
    let scaled = scale + excess
    let power = scaled * decayUnscale
    let above = 2 + power
    let denominator = 2 + power * above
    let inverse = 1 / denominator
    // Times scale is exact: one rounding less than times the sum of the two parts.
    let product = bounded * scale + bounded * excess
    let value = (product * (above * inverse)) * decayUnscale
    let sum = above * denominator + (4 * bounded) * (1 + power)
    let outer = ((scaled * (sum * inverse)) * decayUnscale) * inverse
    // It vanishes at -1.19243121451449521: near it, its series about that point.
    let distance = (x + 1.19243121) - -3.0439376e-9
    var series: Float = -0.020271823
    series = series * distance + 0.04190782
    series = series * distance + 0.20473126
    series = series * distance + 0.26694791
    let isNear = magnitude(distance, atMost: 1) < 0.0625
    return (x > 20 ? x : value, isNear ? series * distance : outer)
  }

  /// x times the logistic function of z = 2 sqrt(2 / pi) (x + 0.044715 x^3), which is gelu's tanh
  /// form.
  ///
  /// With a = |x| and t = exp(-z(a)) the value is max(x, 0) - a t / (1 + t). The derivative at -a
  /// is t (1 + t - a z'(a)) / (1 + t)^2, and at a it is 1 minus that.
  @inlinable
  @inline(__always)
  public static func laneTanhGELUWithDerivative(_ x: Float) -> (value: Float, derivative: Float) {
    let a = magnitude(x, atMost: 11)
    // An exponential turns the rounding of z into a relative error z times as large.
    let wide = Double(a)
    let exact = wide * (1.5957691216057308 + 0.07135481627260025 * (wide * wide))
    let high = Float(exact)
    let (scale, excess) = decay(high, Float(exact - Double(high)))
    let scaled = scale + excess
    let power = scaled * decayUnscale
    let inverse = 1 / (decayScale + scaled)
    let positive = x < 0 ? 0 : x
    // Times scale is exact: one rounding less than times the sum of the two parts.
    let tail = (a * scale + a * excess) * inverse
    // It vanishes at -0.75246142207101626: near it, its series about that point.
    let distance = (0.75246143 - a) - 1.1339628e-8
    var series: Float = -0.11394448
    series = series * distance - 0.015782854
    series = series * distance + 0.38751845
    series = series * distance + 0.43040009
    let isNear = magnitude(distance, atMost: 1) < 0.0625
    let sum = (1 - a * (1.5957691 + 0.21406445 * (a * a))) + power
    let slope = ((scaled * sum) * inverse) * (decayScale * inverse)
    let left = isNear ? series * distance : slope
    return (positive - tail, x < 0 ? left : 1 - left)
  }
}
