import LaneMath

/// Reductions over one span in eight interleaved lanes.
///
/// Swift keeps the order of floating-point sums, so a plain loop waits for each addition. Eight
/// lanes in a fixed order are as repeatable, and several times as fast.
public enum LaneReductions<Scalar: BLASScalar> {
  /// The sum of all values.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func sum(_ values: Span<Scalar>) -> Scalar {
    values.withUnsafeBufferPointer { buffer in
      var lanes = SIMD8<Scalar>(repeating: 0)
      let whole = buffer.count / 8 * 8
      var start = 0
      while start < whole {
        lanes += SIMD8(buffer, at: start)
        start += 8
      }
      var total = lanes.sum()
      for index in whole..<buffer.count { total += buffer[index] }
      return total
    }
  }

  /// The largest value, minus infinity for an empty span; NaN values are passed over.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func maximum(_ values: Span<Scalar>) -> Scalar {
    // Eight chains of scalar maxima: SIMD compares and selects lower badly to SSE2 (20 times
    // slower).
    values.withUnsafeBufferPointer { buffer in
      var (a, b, c, d) = (-Scalar.infinity, -Scalar.infinity, -Scalar.infinity, -Scalar.infinity)
      var (e, f, g, h) = (a, b, c, d)
      let whole = buffer.count / 8 * 8
      var start = 0
      while start < whole {
        a = larger(buffer[start], a)
        b = larger(buffer[start + 1], b)
        c = larger(buffer[start + 2], c)
        d = larger(buffer[start + 3], d)
        e = larger(buffer[start + 4], e)
        f = larger(buffer[start + 5], f)
        g = larger(buffer[start + 6], g)
        h = larger(buffer[start + 7], h)
        start += 8
      }
      var largest = larger(larger(larger(a, b), larger(c, d)), larger(larger(e, f), larger(g, h)))
      for index in whole..<buffer.count { largest = larger(buffer[index], largest) }
      return largest
    }
  }

  // One instruction: `right` where the two do not compare.
  @inline(__always)
  private static func larger(_ left: Scalar, _ right: Scalar) -> Scalar {
    left > right ? left : right
  }

  /// The sum of the squares of all values, accumulated in Double so that Float does not overflow.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func sumOfSquares(_ values: Span<Scalar>) -> Double {
    values.withUnsafeBufferPointer { buffer in
      var lanes = SIMD8<Double>(repeating: 0)
      let whole = buffer.count / 8 * 8
      var start = 0
      while start < whole {
        var block = SIMD8<Double>(repeating: 0)
        for lane in 0..<8 { block[lane] = Double(buffer[start + lane]) }
        lanes += block * block
        start += 8
      }
      var total = lanes.sum()
      for index in whole..<buffer.count {
        total += Double(buffer[index]) * Double(buffer[index])
      }
      return total
    }
  }
}

extension SIMD8 where Scalar: BLASScalar {
  @inline(__always)
  init(_ buffer: UnsafeBufferPointer<Scalar>, at start: Int) {
    self.init(
      buffer[start], buffer[start + 1], buffer[start + 2], buffer[start + 3], buffer[start + 4],
      buffer[start + 5], buffer[start + 6], buffer[start + 7])
  }
}
