extension Float {
  /// rate * |x|, never above `limit`, as a number and what its rounding lost; NaN stays.
  ///
  /// An exponential turns the rounding of its argument into a relative error as many times as large
  /// as the argument: the second part keeps a tail's last places.
  @inlinable
  @inline(__always)
  static func product(
    _ x: Float, _ rate: Double, atMost limit: Double
  ) -> (high: Float, low: Float) {
    let exact = Double(magnitude(x, atMost: .infinity)) * rate
    let bounded = limit < exact ? limit : exact
    let high = Float(bounded)
    return (high, Float(bounded - Double(high)))
  }

  /// exp(rate * x) - 1 and exp(rate * x) for `x` at most 0.
  @inlinable
  @inline(__always)
  public static func laneDecayWithDerivative(
    _ x: Float, rate: Double
  ) -> (value: Float, derivative: Float) {
    let negative = 0 < x ? 0 : x
    let (high, low) = product(negative, rate, atMost: 104)
    let (scale, excess) = decay(high, low)
    let minusOne = ((scale - decayScale) + excess) * decayUnscale
    let value = Float(bitPattern: minusOne.bitPattern | (negative.bitPattern & 0x8000_0000))
    return (value, (scale + excess) * decayUnscale)
  }

  /// tanh(rate * x) = (1 - t) / (1 + t) and 4t / (1 + t)^2, with t = exp(-2 rate |x|).
  @inlinable
  @inline(__always)
  public static func laneTanhWithDerivative(
    _ x: Float, rate: Double
  ) -> (value: Float, derivative: Float) {
    let (high, low) = product(x, 2 * rate, atMost: 106)
    let (scale, excess) = decay(high, low)
    let power = scale + excess
    let inverse = 1 / (decayScale + power)
    let value = ((decayScale - scale) - excess) * inverse
    let derivative = ((4 * power) * inverse) * (decayScale * inverse)
    return (sign(of: x, on: magnitude(value, atMost: 1)), derivative)
  }

  /// max(x, 0) + log(1 + t) / rate and the logistic function of rate * x, with t = exp(-rate |x|).
  @inlinable
  @inline(__always)
  public static func laneSoftplusWithDerivative(
    _ x: Float, rate: Double
  ) -> (value: Float, derivative: Float) {
    let (high, low) = product(x, rate, atMost: 106)
    let (scale, excess) = decay(high, low)
    let scaled = scale + excess
    let logarithm = logOnePlus(scaled: scaled)
    let positive = x < 0 ? 0 : x
    let inverse = 1 / (decayScale + scaled)
    return (
      positive + Float(1 / rate) * logarithm, (x < 0 ? scaled : decayScale) * inverse
    )
  }
}
