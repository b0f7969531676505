extension Float {
  /// The error function, without branches.
  ///
  /// Reference: N. Juffa's `erff`, an odd polynomial in the middle and 1 - exp(polynomial) outside.
  @inlinable
  @inline(__always)
  public static func laneErf(_ x: Float) -> Float {
    let a = magnitude(x, atMost: 4)
    let square = a * a
    var outer: Float = -1.7285347e-5 * a + 3.83197126e-4
    outer = outer * square + (-3.88396438e-3 * a + 2.42546219e-2)
    outer = outer * a - 1.06777877e-1
    outer = outer * a - 6.34846687e-1
    outer = outer * a - 1.28717512e-1
    let (scale, excess) = decay(a - outer * a)
    let far = 1 - (scale + excess) * decayUnscale
    var inner: Float = -5.96761703e-4
    inner = inner * square + 4.99119423e-3
    inner = inner * square - 2.67681349e-2
    inner = inner * square + 1.12819925e-1
    inner = inner * square - 3.76125336e-1
    inner = inner * square + 1.28379166e-1
    let near = a + a * inner
    return sign(of: x, on: a > 0.92773438 ? far : near)
  }

  /// The error function and 2 / sqrt(pi) exp(-x^2).
  @inlinable
  @inline(__always)
  public static func laneErfWithDerivative(_ x: Float) -> (value: Float, derivative: Float) {
    let (scale, excess) = squareDecay(magnitude(x, atMost: 10.5))
    return (laneErf(x), (1.1283792 * (scale + excess)) * decayUnscale)
  }

  /// exp(-a^2) times 2^64 in the two parts of `decay`.
  ///
  /// The square is taken exactly: its rounding alone would cost hundreds of units in the last
  /// place.
  @inlinable
  @inline(__always)
  static func squareDecay(_ a: Float) -> (scale: Float, excess: Float) {
    let high = Float(bitPattern: a.bitPattern & 0xffff_f000)
    return decay(high * high, (a - high) * (a + high))
  }

  /// x Phi(x) and Phi(x) + x phi(x), Phi and phi the normal distribution and its density.
  ///
  /// The tail Phi(-a) is exp(-a^2/2) g(a) with a rational g, so that it keeps its relative
  /// accuracy. With a = |x| the value is max(x, 0) - a Phi(-a), and the derivative at a is 1 minus
  /// that at -a.
  @inlinable
  @inline(__always)
  public static func laneGELUWithDerivative(_ x: Float) -> (value: Float, derivative: Float) {
    let a = magnitude(x, atMost: 14.8)
    let high = Float(bitPattern: a.bitPattern & 0xffff_f000)
    let (scale, excess) = decay(0.5 * high * high, 0.5 * (a - high) * (a + high))
    // (1 + a) g(a) is nearly constant: a polynomial in q, whose leading term decides.
    let q = (a - 2.5) / (a + 2.5)
    let square = q * q
    let fourth = square * square
    // In halves: as one chain, the latency of its steps would bound the loop.
    let evenLow = -0.03771664947271347 - 0.008699911646544933 * square
    let evenHigh = 0.0012844413286074996 - 3.524112344166497e-07 * square
    let oddLow = -0.09158747643232346 + 0.04606282711029053 * square
    let oddHigh = -0.006047098431736231 + 0.0012626765528693795 * square
    let even = square * (evenLow + fourth * (evenHigh - 6.227373523870483e-05 * fourth))
    let odd = oddLow + fourth * (oddHigh - 0.00022601512318942696 * fourth)
    let ratio = ((even + q * odd) + 0.4946596622467041) / (1 + a)
    // Times scale is exact: one rounding less than times the sum of the two parts.
    let share = a * ratio
    let tail = (share * scale + share * excess) * decayUnscale
    let positive = x < 0 ? 0 : x
    // Phi + x phi vanishes at -0.75179152469356446: near it, its series about that point.
    let distance = (0.75179154 - a) - 1.2114449e-8
    var series: Float = -0.114008233
    series = series * distance - 0.0181996764
    series = series * distance + 0.388284983
    series = series * distance + 0.431493992
    let isNear = magnitude(distance, atMost: 1) < 0.0625
    let slope = ((ratio - 0.3989423 * a) * (scale + excess)) * decayUnscale
    let left = isNear ? series * distance : slope
    return (positive - tail, x < 0 ? left : 1 - left)
  }
}
