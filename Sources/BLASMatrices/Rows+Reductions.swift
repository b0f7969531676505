import LaneMath

extension Rows {
  /// The sum of the squares of all elements, accumulated in Double.
  public var sumOfSquares: Double {
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    get {
      var total = 0.0
      for row in 0..<rowCount { total += LaneReductions.sumOfSquares(self[row]) }
      return total
    }
  }

  /// The Euclidean norm of row `row`, accumulated in Double so that Float does not overflow.
  ///
  /// - Precondition: `row` is in `0..<rowCount`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func norm(ofRow row: Int) -> Double { LaneReductions.sumOfSquares(self[row]).squareRoot() }

  /// The largest magnitude of all elements; NaN where an element is NaN.
  public var largestMagnitude: Scalar {
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    get {
      var largest: Scalar = 0
      for row in 0..<rowCount {
        let values = self[row]
        for index in values.indices {
          let magnitude = abs(values[index])
          // Written so that a NaN, once met, stays.
          largest = largest >= magnitude ? largest : (largest.isNaN ? largest : magnitude)
        }
      }
      return largest
    }
  }

  /// Adds the sum of all rows to `sums`, of `columnCount` scalars.
  ///
  /// - Precondition: `sums` holds `columnCount` scalars.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func addColumnSums(to sums: inout MutableSpan<Scalar>) {
    require(
      sums.count == columnCount, "column sums of \(columnCount) columns into \(sums.count) scalars")
    if Scalar.addRows(base, stride: stride, rowCount: rowCount, to: &sums) { return }
    for row in 0..<rowCount {
      let values = self[row]
      let indices = sums.indices
      precondition(values.count == indices.count)
      for index in indices { sums[index] += values[index] }
    }
  }
}
