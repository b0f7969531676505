import LaneMath

extension ExpressionLanes {
  /// u to the power v; a call of libm for each element.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func power(_ u: RowRegister<Scalar>, _ v: RowRegister<Scalar>) {
    let (value, derivative) = (target.value, target.derivative)
    for lane in 0..<count {
      let (x, y) = (u.value[lane], v.value[lane])
      let power = Scalar.lanePow(x, y)
      let isRegular = x != 0 && power != 0 && power.isFinite
      let byBase = isRegular ? y * (power / x) : (y == 0 ? 0 : y * Scalar.lanePow(x, y - 1))
      let (slope, exponentSlope) = (u.derivative[lane], v.derivative[lane])
      let byExponent = exponentSlope == 0 ? 0 : power * Scalar.laneLog(x) * exponentSlope
      value[lane] = power
      // What does not vary adds nothing, not even infinity times 0.
      derivative[lane] = (y == 0 || slope == 0 ? 0 : byBase * slope) + byExponent
    }
  }
}
