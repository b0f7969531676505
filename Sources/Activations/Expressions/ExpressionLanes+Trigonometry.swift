import LaneMath

extension ExpressionLanes {
  /// The sine of u.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func sine(_ u: RowRegister<Scalar>) {
    rotate(u, by: 0)
  }

  /// The cosine of u, the sine a quarter of a turn on.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func cosine(_ u: RowRegister<Scalar>) {
    rotate(u, by: 1)
  }

  /// The sine of u plus a number of quarter turns, 0 or 1.
  @inline(__always)
  private func rotate(_ u: RowRegister<Scalar>, by quarters: UInt32) {
    let isNearDone = rotateNear(u, by: quarters)
    var farCount = 0
    for lane in 0..<count where !isNear(u.value[lane]) { farCount += 1 }
    if isNearDone && farCount == 0 { return }
    let (value, derivative) = (target.value, target.derivative)
    // Lane by lane, so that no lane's bits depend on its neighbours.
    for lane in 0..<count where !isNearDone || !isNear(u.value[lane]) {
      let (sine, cosine) = (Scalar.laneSin(u.value[lane]), Scalar.laneCos(u.value[lane]))
      value[lane] = quarters == 0 ? sine : cosine
      derivative[lane] = (quarters == 0 ? cosine : -sine) * u.derivative[lane]
    }
  }

  /// Whether a magnitude is below 8192; beyond, the reduction would need more parts of pi.
  @inline(__always)
  private func isNear(_ x: Scalar) -> Bool { x.magnitude < 8192 }

  /// Does the lanes of small magnitude in `Float`, where libm would take most of the time.
  @inline(__always)
  private func rotateNear(_ u: RowRegister<Scalar>, by quarters: UInt32) -> Bool {
    guard Scalar.self == Float.self else { return false }
    rotate(float(u.value), float(u.derivative), by: quarters)
    return true
  }

  @inline(__always)
  private func float(_ pointer: UnsafeMutablePointer<Scalar>) -> UnsafeMutablePointer<Float> {
    UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: Float.self)
  }

  /// Sine and cosine without branches and calls, as libm's are not.
  ///
  /// Reference: S. Moshier's `sinf` (Cephes): x less a multiple of pi/2 in three parts, then a
  /// polynomial for each.
  @inline(__always)
  private func rotate(
    _ input: UnsafeMutablePointer<Float>, _ slope: UnsafeMutablePointer<Float>,
    by quarters: UInt32
  ) {
    let (value, derivative) = (float(target.value), float(target.derivative))
    for lane in 0..<count {
      let x = input[lane]
      // What rounds a small number to an integer when added; the low bits then hold it.
      let shifted = x * 0.63661977 + 12_582_912
      let turns = shifted - 12_582_912
      let near = ((x - turns * 1.5703125) - turns * 4.837513e-4) - turns * 7.54979e-8
      let square = near * near
      let sinePolynomial = (-1.9515296e-4 * square + 8.332161e-3) * square - 0.16666655
      let sine = near + (near * square) * sinePolynomial
      let cosinePolynomial = (2.4433157e-5 * square - 1.3887316e-3) * square + 4.1666646e-2
      let cosine = (1 - 0.5 * square) + (square * square) * cosinePolynomial
      let quarter = shifted.bitPattern &+ quarters
      let isSwapped = quarter & 1 != 0
      let sign = (quarter & 2) << 30
      let slopeSign = ((quarter &+ 1) & 2) << 30
      value[lane] = Float(bitPattern: (isSwapped ? cosine : sine).bitPattern ^ sign)
      derivative[lane] =
        Float(bitPattern: (isSwapped ? sine : cosine).bitPattern ^ slopeSign) * slope[lane]
    }
  }
}
