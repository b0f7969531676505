import LaneMath

extension ExpressionLanes {
  /// u to the power v.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func power(_ u: RowRegister<Scalar>, _ v: RowRegister<Scalar>) {
    let operands = RowOperands(target: target, u: u, v: v, w: u, z: u, a: 0, b: 0)
    let isInLoop = Scalar.run(.power, operands, count: count)
    var irregularCount = 0
    for lane in 0..<count where !isRegular(lane, u, v) { irregularCount += 1 }
    if isInLoop && irregularCount == 0 { return }
    // Lane by lane, so that no lane's bits depend on its neighbours.
    for lane in 0..<count where !isInLoop || !isRegular(lane, u, v) {
      powerOfLane(lane, u.value[lane], v.value[lane], u.derivative[lane], v.derivative[lane])
    }
  }

  /// Whether the machine's loop is right in a lane.
  @inline(__always)
  private func isRegular(
    _ lane: Int, _ u: RowRegister<Scalar>, _ v: RowRegister<Scalar>
  ) -> Bool {
    let (x, y, power) = (u.value[lane], v.value[lane], target.value[lane])
    let limit = Scalar.greatestFiniteMagnitude
    return (x > 0) && (x <= limit) && (y.magnitude <= limit) && (power > 0) && (power <= limit)
  }

  /// One lane by calls of libm.
  @inline(__always)
  private func powerOfLane(
    _ lane: Int, _ x: Scalar, _ y: Scalar, _ slope: Scalar, _ exponentSlope: Scalar
  ) {
    let power = Scalar.lanePow(x, y)
    let isRegular = x != 0 && power != 0 && power.isFinite
    let byBase = isRegular ? y * (power / x) : (y == 0 ? 0 : y * Scalar.lanePow(x, y - 1))
    let byExponent = exponentSlope == 0 ? 0 : power * Scalar.laneLog(x) * exponentSlope
    target.value[lane] = power
    target.derivative[lane] = (y == 0 ? 0 : byBase * slope) + byExponent
  }
}
