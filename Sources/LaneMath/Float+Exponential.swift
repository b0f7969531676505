extension Float {
  /// What rounds a small number to an integer when added and taken away again.
  ///
  /// SSE2 has no rounding instruction. The low mantissa bits of the sum hold that integer.
  @inlinable
  @inline(__always)
  static var roundingOffset: Float { 12_582_912 }

  /// The factor 2^64 by which `decay` scales its result.
  @inlinable
  @inline(__always)
  static var decayScale: Float { 0x1p64 }

  /// The factor that takes the scale of `decay` off again.
  @inlinable
  @inline(__always)
  static var decayUnscale: Float { 0x1p-64 }

  /// exp(r) - 1 for |r| at most 0.3475.
  @inlinable
  @inline(__always)
  static func reducedExpMinusOne(_ r: Float) -> Float {
    let square = r * r
    // In halves: as one chain, the latency of its steps would bound the loop.
    let high = (0.0013882486 * r + 0.008366692) * r + 0.041667204
    return r + square * ((0.16666542 * r + 0.49999997) + square * high)
  }

  /// exp(-(a + b)) times 2^64, as `scale + excess`, with `scale` a power of two.
  ///
  /// Two parts, because `(scale - 2^64) + excess` is then exp(-(a + b)) - 1 without cancellation;
  /// scaled, because what follows is often a normal number where the exponential is not.
  /// `b` is a correction, small against `a`; `a` lies in [0, 120] or is NaN.
  @inlinable
  @inline(__always)
  static func decay(_ a: Float, _ b: Float = 0) -> (scale: Float, excess: Float) {
    let shifted = roundingOffset - (a + b) * 1.442695
    let exponent = shifted - roundingOffset
    // ln 2 in two parts; the first has 9 bits, so that its multiples are exact.
    let reduced = ((-a - exponent * 0.693359375) - exponent * -2.1219444e-4) - b
    // The offset's own bits leave by the shift: only the integer and the bias remain.
    let scale = Float(bitPattern: (shifted.bitPattern &+ (127 + 64)) &<< 23)
    return (scale, scale * reducedExpMinusOne(reduced))
  }

  /// The magnitude, never above `limit`; NaN stays.
  @inlinable
  @inline(__always)
  static func magnitude(_ x: Float, atMost limit: Float) -> Float {
    let magnitude = Float(bitPattern: x.bitPattern & 0x7fff_ffff)
    return limit < magnitude ? limit : magnitude
  }

  /// `magnitude`, which has no sign, with the sign of `x`.
  @inlinable
  @inline(__always)
  static func sign(of x: Float, on magnitude: Float) -> Float {
    Float(bitPattern: magnitude.bitPattern | (x.bitPattern & 0x8000_0000))
  }

  /// e to the power `x`, without branches.
  @inlinable
  @inline(__always)
  public static func laneExp(_ x: Float) -> Float {
    let below = 89 < x ? 89 : x
    let bounded = -104 > below ? -104 : below
    let shifted = roundingOffset + bounded * 1.442695
    let exponent = shifted - roundingOffset
    let reduced = (bounded - exponent * 0.693359375) - exponent * -2.1219444e-4
    // 2^exponent in two factors: alone it may be out of range where the result is not.
    let whole = Int32(bitPattern: shifted.bitPattern &- roundingOffset.bitPattern)
    let half = whole &>> 1
    let first = Float(bitPattern: UInt32(bitPattern: half &+ 127) &<< 23)
    let second = Float(bitPattern: UInt32(bitPattern: whole &- half &+ 127) &<< 23)
    return (1 + reducedExpMinusOne(reduced)) * first * second
  }

  /// e to the power `x`, minus 1, without branches.
  @inlinable
  @inline(__always)
  public static func laneExpMinusOne(_ x: Float) -> Float {
    let below = 89 < x ? 89 : x
    let bounded = -40 > below ? -40 : below
    let shifted = roundingOffset + bounded * 1.442695
    let exponent = shifted - roundingOffset
    let reduced = (bounded - exponent * 0.693359375) - exponent * -2.1219444e-4
    // Half of 2^exponent: the whole is out of range at 128, where the result may not be.
    let scale = Float(bitPattern: (shifted.bitPattern &+ 126) &<< 23)
    let result = 2 * ((scale - 0.5) + scale * reducedExpMinusOne(reduced))
    // The rounded sum loses the sign of -0; elsewhere the two signs agree.
    return Float(bitPattern: result.bitPattern | (x.bitPattern & 0x8000_0000))
  }

  /// exp(x) - 1 and exp(x) for `x` at most 0, from one exponential.
  @inlinable
  @inline(__always)
  public static func laneDecayWithDerivative(_ x: Float) -> (value: Float, derivative: Float) {
    let negative = 0 < x ? 0 : x
    let (scale, excess) = decay(magnitude(negative, atMost: 104))
    let minusOne = ((scale - decayScale) + excess) * decayUnscale
    let value = Float(bitPattern: minusOne.bitPattern | (negative.bitPattern & 0x8000_0000))
    return (value, (scale + excess) * decayUnscale)
  }

  /// exp(x - y) for `x` at most `y`, without branches.
  @inlinable
  @inline(__always)
  public static func laneExpOfDifference(_ x: Float, _ y: Float) -> Float {
    let difference = y - x
    // Knuth's two-sum: y - x is exactly difference + lost.
    let part = difference - y
    let lost = (y - (difference - part)) - (x + part)
    let isFar = 104 < difference
    let (scale, excess) = decay(isFar ? 104 : difference, isFar ? 0 : lost)
    return (scale + excess) * decayUnscale
  }
}
