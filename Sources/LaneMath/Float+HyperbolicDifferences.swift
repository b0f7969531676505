extension Float {
  /// x - tanh(x) and tanh(x)^2, without cancellation.
  ///
  /// Up to 1 the value is |x|^3 / D, D a polynomial in x^2; beyond, (|x| - 1) + 2t / (1 + t) with
  /// t = exp(-2|x|). One quotient q serves both: tanh is |x| - q or 1 - q.
  @inlinable
  @inline(__always)
  public static func laneTanhshrinkWithDerivative(
    _ x: Float
  ) -> (value: Float, derivative: Float) {
    let whole = magnitude(x, atMost: .infinity)
    // Beyond 20 t adds nothing; a quotient that is no normal number would take many times as long.
    let bounded = magnitude(x, atMost: 20)
    let (scale, excess) = decay(2 * bounded)
    let scaled = scale + excess
    let square = bounded * bounded
    var divisor: Float = 0.00023163409
    divisor = divisor * square - 0.0057010667
    divisor = divisor * square + 1.1999975
    divisor = divisor * square + 3.0000001
    let isNear = bounded < 1
    let quotient =
      (isNear ? bounded * square : scaled + scaled) / (isNear ? divisor : decayScale + scaled)
    let tanh = (isNear ? bounded : 1) - quotient
    return (sign(of: x, on: isNear ? quotient : (whole - 1) + quotient), tanh * tanh)
  }

  /// log(cosh(x)) and tanh(x), without cancellation.
  ///
  /// Up to 0.8 the value is x^2 times a polynomial in x^2; beyond, |x| + log(1 + t) - log(2) with
  /// t = exp(-2|x|).
  @inlinable
  @inline(__always)
  public static func laneLogCoshWithDerivative(_ x: Float) -> (value: Float, derivative: Float) {
    let whole = magnitude(x, atMost: .infinity)
    // Beyond 20 t adds nothing; a quotient that is no normal number would take many times as long.
    let bounded = magnitude(x, atMost: 20)
    let (scale, excess) = decay(2 * bounded)
    let scaled = scale + excess
    let power = scaled * decayUnscale
    let square = bounded * bounded
    var near: Float = 0.00012277062
    near = near * square - 0.00063707591
    near = near * square + 0.0021455276
    near = near * square - 0.0067370619
    near = near * square + 0.022221282
    near = near * square - 0.083333296
    near = near * square + 0.5
    var logarithm: Float = -0.10289
    logarithm = logarithm * power + 0.18705926
    logarithm = logarithm * power - 0.2487237
    logarithm = logarithm * power + 0.33327525
    logarithm = logarithm * power - 0.49999902
    logarithm = logarithm * power + 1
    // log(2) in two parts; the first has 9 bits.
    let far = (whole - 0.693359375) + (power * logarithm + 2.1219444e-4)
    let inverse = 1 / (decayScale + scaled)
    let tanh = magnitude(((decayScale - scale) - excess) * inverse, atMost: 1)
    return (bounded < 0.8 ? near * square : far, sign(of: x, on: tanh))
  }
}
