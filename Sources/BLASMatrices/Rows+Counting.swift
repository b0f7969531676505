import LaneMath

extension Rows {
  /// How many elements have a magnitude below `bound`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func count(magnitudeBelow bound: Scalar) -> Int {
    var hits = 0
    for row in 0..<rowCount {
      hits += Self.count(self[row]) { abs($0) < bound }
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
      hits += Self.count(self[row]) { !($0 >= lower) || !($0 <= upper) }
    }
    return hits
  }

  /// A loop without traps, over few bits: the compiler vectorises it.
  @inline(__always)
  private static func count(_ values: Span<Scalar>, where isHit: (Scalar) -> Bool) -> Int {
    values.withUnsafeBufferPointer { buffer in
      var hits: UInt32 = 0
      var index = 0
      while index < buffer.count {
        hits &+= isHit(buffer[index]) ? 1 : 0
        index &+= 1
      }
      return Int(hits)
    }
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
      // Most rows show no column that was not known before.
      guard Self.holdsNonzero(values, columns.span) else { continue }
      var kept = 0
      for index in columns.indices where values[columns[index]] == 0 {
        columns[kept] = columns[index]
        kept += 1
      }
      columns.removeLast(columns.count - kept)
    }
  }

  @inline(__always)
  private static func holdsNonzero(_ values: Span<Scalar>, _ columns: Span<Int>) -> Bool {
    for index in columns.indices where values[columns[index]] != 0 { return true }
    return false
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
    let nan = counts.count
    @inline(__always)
    func bin(_ value: Scalar) -> Int {
      let value = ofMagnitudes ? abs(value) : value
      return value.isNaN ? nan : max(0, min(last, value * scale)).wholePart
    }
    // By turns into four tables: derivatives are alike, and a bin that is hit time and again has to
    // wait for its last sum. Behind each is a bin for NaN.
    let size = counts.count + 1
    var table = Array(repeating: 0, count: 4 * size)
    table.withUnsafeMutableBufferPointer { bins in
      for row in 0..<rowCount {
        self[row].withUnsafeBufferPointer { values in
          let whole = values.count / 4 * 4
          var start = 0
          while start < whole {
            bins[bin(values[start])] &+= 1
            bins[size + bin(values[start + 1])] &+= 1
            bins[2 * size + bin(values[start + 2])] &+= 1
            bins[3 * size + bin(values[start + 3])] &+= 1
            start += 4
          }
          for index in whole..<values.count { bins[bin(values[index])] &+= 1 }
        }
      }
    }
    for index in table.indices where index % size < counts.count {
      counts[index % size] += table[index]
    }
  }
}
