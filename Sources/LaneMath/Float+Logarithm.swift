extension Float {
  /// log(2^exponent (1 + f)) for 1 + f in [sqrt(1/2), sqrt(2)].
  ///
  /// Reference: the kernel of FreeBSD's `logf`, s = f / (2 + f) and an even polynomial in s.
  @inlinable
  @inline(__always)
  static func reducedLog(_ f: Float, exponent: Float) -> Float {
    let s = f / (2 + f)
    let square = s * s
    let fourth = square * square
    let even = fourth * (0.40000972152 + fourth * 0.24279078841)
    let odd = square * (0.66666662693 + fourth * 0.28498786688)
    let half = 0.5 * f * f
    let low = s * (half + (even + odd)) + exponent * 9.0580006145e-6
    return low - half + f + exponent * 6.9313812256e-1
  }

  /// The natural logarithm, without branches.
  @inlinable
  @inline(__always)
  public static func laneLog(_ x: Float) -> Float {
    let isTiny = x < leastNormalMagnitude
    let scaled = isTiny ? x * 0x1p23 : x
    let offset = Int32(bitPattern: scaled.bitPattern) &- 0x3f35_04f3
    let exponent = Float(offset &>> 23) - (isTiny ? 23 : 0)
    let mantissa = Float(bitPattern: UInt32(bitPattern: (offset & 0x7f_ffff) &+ 0x3f35_04f3))
    let finite = reducedLog(mantissa - 1, exponent: exponent)
    let bounded = x < infinity ? finite : x
    return x > 0 ? bounded : (x == 0 ? -infinity : nan)
  }

  /// The natural logarithm of 1 + `x`, without branches.
  @inlinable
  @inline(__always)
  public static func laneLogOnePlus(_ x: Float) -> Float {
    let sum = 1 + x
    let offset = Int32(bitPattern: sum.bitPattern) &- 0x3f35_04f3
    let whole = offset &>> 23
    let mantissa = Float(bitPattern: UInt32(bitPattern: (offset & 0x7f_ffff) &+ 0x3f35_04f3))
    // What the rounding of 1 + x lost; where no exponent was taken out, x itself is exact.
    let lost = x < 1 ? x - (sum - 1) : 1 - (sum - x)
    let isNear = whole == 0
    let correction = isNear ? 0 : lost / sum
    let finite = reducedLog(isNear ? x : mantissa - 1, exponent: Float(whole)) + correction
    let bounded = x < infinity ? finite : x
    let result = x > -1 ? bounded : (x == -1 ? -infinity : nan)
    // The sign of -0 is lost in the sum; elsewhere the two signs agree.
    return x == 0 ? x : result
  }

  /// max(x, 0) + log(1 + t) and the logistic function, with t = exp(-|x|).
  @inlinable
  @inline(__always)
  public static func laneSoftplusWithDerivative(_ x: Float) -> (value: Float, derivative: Float) {
    let (scale, excess) = decay(magnitude(x, atMost: 106))
    let scaled = scale + excess
    let logarithm = logOnePlus(scaled: scaled)
    let positive = x < 0 ? 0 : x
    let inverse = 1 / (decayScale + scaled)
    return (positive + logarithm, (x < 0 ? scaled : decayScale) * inverse)
  }

  /// log(1 + t) for t in [0, 1], of t times 2^64: 2 atanh(r) with r = t / (2 + t), a series in r^2.
  @inlinable
  @inline(__always)
  static func logOnePlus(scaled: Float) -> Float {
    let doubled = (scaled + scaled) / (2 * decayScale + scaled)
    let square = doubled * doubled
    var series: Float = 0.000550358126
    series = series * square + 0.00218442206
    series = series * square + 0.0125077845
    series = series * square + 0.0833328934
    return doubled + (doubled * square) * series
  }
}
