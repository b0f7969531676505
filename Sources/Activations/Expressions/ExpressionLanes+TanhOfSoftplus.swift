import LaneMath

extension ExpressionLanes {
  /// tanh(log(1 + exp(u))), the factor of mish.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func tanhOfSoftplus(_ u: RowRegister<Scalar>) {
    let (value, derivative) = (target.value, target.derivative)
    for lane in 0..<count {
      let pair = evaluateTanhOfSoftplus(u.value[lane])
      value[lane] = pair.value
      derivative[lane] = pair.derivative * u.derivative[lane]
    }
  }
}

/// tanh(log(1 + exp(x))) and its derivative, from one exponential.
///
/// With t = exp(-|x|), the value is n / (n + 2) with n = t (t + 2) for negative x, else
/// (1 + 2t) / (1 + 2t + 2t^2). The derivative is 4t (1 + t) for negative x, 4t^2 (1 + t) else,
/// over the square of that denominator.
@inline(__always)
func evaluateTanhOfSoftplus<Scalar: LaneReal>(
  _ x: Scalar
) -> (value: Scalar, derivative: Scalar) {
  let power = Scalar.laneExp(-x.magnitude)
  let isNegative = x < 0
  let doubled = power + power
  let square = power * power
  let above = isNegative ? doubled + square : 1 + doubled
  let inverse = 1 / (isNegative ? 2 + above : above + (square + square))
  let outer = isNegative ? power : square
  return (above * inverse, ((4 * outer) * (1 + power)) * (inverse * inverse))
}
