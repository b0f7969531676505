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
    if Scalar.self == Float.self {
      let (input, slope) = (float(u.value), float(u.derivative))
      if isNear(input) {
        let operands = RowOperands(
          target: target, u: u, v: u, w: u, z: u, a: 0, b: 0)
        if Scalar.run(quarters == 0 ? .sin : .cos, operands, count: count) { return }
        rotate(input, slope, by: quarters)
        return
      }
    }
    let (value, derivative) = (target.value, target.derivative)
    for lane in 0..<count {
      let (sine, cosine) = (Scalar.laneSin(u.value[lane]), Scalar.laneCos(u.value[lane]))
      value[lane] = quarters == 0 ? sine : cosine
      derivative[lane] = (quarters == 0 ? cosine : -sine) * u.derivative[lane]
    }
  }

  @inline(__always)
  private func float(_ pointer: UnsafeMutablePointer<Scalar>) -> UnsafeMutablePointer<Float> {
    UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: Float.self)
  }

  /// Whether all magnitudes are below 8192; beyond, the reduction would need more parts of pi.
  @inline(__always)
  private func isNear(_ input: UnsafeMutablePointer<Float>) -> Bool {
    let limit: UInt32 = 0x4600_0000
    var far: UInt32 = 0
    for lane in 0..<count {
      far |= input[lane].bitPattern & 0x7fff_ffff >= limit ? 1 : 0
    }
    return far == 0
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
