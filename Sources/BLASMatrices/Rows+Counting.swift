import LaneMath

extension Rows {
  /// How many elements have a magnitude below `bound`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func count(magnitudeBelow bound: Scalar) -> Int {
    var hits = 0
    for row in 0..<rowCount {
      let values = self[row]
      for index in values.indices { hits += abs(values[index]) < bound ? 1 : 0 }
    }
    return hits
  }

  /// How many elements lie outside of `range`; NaN counts as outside.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func count(outside range: ClosedRange<Scalar>) -> Int {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    var hits = 0
    for row in 0..<rowCount {
      let values = self[row]
      for index in values.indices {
        hits += values[index] >= lower && values[index] <= upper ? 0 : 1
      }
    }
    return hits
  }

  /// Keeps in `columns` only those that hold zeros alone, in their order; allocates nothing.
  ///
  /// - Precondition: every one of `columns` is in `0..<columnCount`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func keepZeroColumns(_ columns: inout [Int]) {
    for row in 0..<rowCount {
      if columns.isEmpty { return }
      let values = self[row]
      var kept = 0
      for index in columns.indices where values[columns[index]] == 0 {
        columns[kept] = columns[index]
        kept += 1
      }
      columns.removeLast(columns.count - kept)
    }
  }

  /// Adds to `counts` how many elements, or magnitudes of them, fall into equal bins of [0, 1].
  ///
  /// Values outside go to the bins at the ends; NaN is not counted.
  ///
  /// - Precondition: there is a bin.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func addUnitHistogram(ofMagnitudes: Bool, to counts: inout [Int]) {
    require(!counts.isEmpty, "a histogram without bins")
    let last = Scalar(counts.count - 1)
    let scale = Scalar(counts.count)
    // A span: an array would be asked at every element whether it is shared.
    var bins = counts.mutableSpan
    for row in 0..<rowCount {
      let values = self[row]
      for index in values.indices {
        let value = ofMagnitudes ? abs(values[index]) : values[index]
        guard !value.isNaN else { continue }
        bins[max(0, min(last, value * scale)).wholePart] += 1
      }
    }
  }
}
