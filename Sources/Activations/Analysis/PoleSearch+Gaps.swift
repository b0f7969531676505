extension PoleSearch {
  /// The neighbours of points that are higher than both.
  static func peaks(_ points: [Double], _ magnitudes: [Double]) -> [Gap] {
    guard points.count > 2 else { return [] }
    return (1..<points.count - 1).compactMap { index in
      let (left, middle, right) = (
        magnitudes[index - 1], magnitudes[index], magnitudes[index + 1]
      )
      guard middle.isFinite, middle >= left, middle >= right, middle > left || middle > right
      else { return nil }
      return Gap(left: points[index - 1], right: points[index + 1])
    }
  }

  /// Those within which |g| rises by more than it does between their ends and their middle, or
  /// whose middle towers above both.
  ///
  /// A smooth peak that the points resolve, and the tip of |x|, do not.
  static func rising(_ gaps: [Gap], _ measure: Measure) -> [Gap] {
    let values = values(in: gaps, measure)
    // The highest may be one of the points that are known, so that one look is not enough.
    let closer = gaps.indices.map { narrowed(gaps[$0], values[$0]) }
    return zip(gaps, zip(values, self.values(in: closer, measure))).compactMap { gap, looks in
      let (far, near) = looks
      guard far.allSatisfy(\.isFinite), near.allSatisfy(\.isFinite) else { return gap }
      let coarse = [far[0], far[8], far[16]].sorted()
      let top = max(far.max() ?? 0, near.max() ?? 0)
      let rises = top - coarse[2] > coarse[2] - coarse[0]
      return rises || coarse[2] > 30 * coarse[1] ? gap : nil
    }
  }

  /// Where |g| begins or ends to be finite, or is not finite at a point alone.
  ///
  /// A stretch of infinity at an end of the points is an overflow or, as of 1 / max(x, 0), begins
  /// at a pole; see ``isPole(_:_:_:)``.
  static func edges(_ points: [Double], _ magnitudes: [Double]) -> [Gap] {
    var gaps: [Gap] = []
    var index = 0
    while index < points.count {
      guard !magnitudes[index].isFinite else {
        index += 1
        continue
      }
      let first = index
      while index < points.count, !magnitudes[index].isFinite { index += 1 }
      let run = magnitudes[first..<index]
      let isClosed = first > 0 && index < points.count
      if isClosed, run.allSatisfy({ $0 == .infinity }) {
        gaps.append(Gap(left: points[first - 1], right: points[index]))
      } else {
        if first > 0 { gaps.append(Gap(left: points[first - 1], right: points[first])) }
        if index < points.count { gaps.append(Gap(left: points[index - 1], right: points[index])) }
      }
    }
    return gaps
  }

  // MARK: - Closing in

  /// Seventeen places from end to end.
  private static func cuts(_ gap: Gap) -> [Double] {
    (0...16).map { part in
      part == 16 ? gap.right : gap.left + (gap.right - gap.left) * Double(part) / 16
    }
  }

  /// The place of the highest |g| in each gap, or of what is not finite in it.
  static func close(_ gaps: [Gap], _ measure: Measure) -> [Double] {
    var gaps = gaps
    for _ in 0..<16 where !gaps.isEmpty {
      let values = values(in: gaps, measure)
      gaps = gaps.indices.map { narrowed(gaps[$0], values[$0]) }
    }
    return gaps.map { simplest($0.left, $0.right) }
  }

  /// |g| at the seventeen places of each gap.
  private static func values(in gaps: [Gap], _ measure: Measure) -> [[Double]] {
    let values = measure(gaps.flatMap(cuts))
    return gaps.indices.map { Array(values[$0 * 17..<($0 + 1) * 17]) }
  }

  /// What is left of a gap around its highest |g|.
  private static func narrowed(_ gap: Gap, _ values: [Double]) -> Gap {
    let (places, target) = (cuts(gap), target(values))
    return Gap(left: places[max(0, target.first - 1)], right: places[min(16, target.last + 1)])
  }

  /// The positions between which the pole is.
  private static func target(_ values: [Double]) -> (first: Int, last: Int) {
    if let first = values.firstIndex(of: .infinity),
      let last = values.lastIndex(of: .infinity)
    {
      if values.allSatisfy({ $0 == .infinity }) { return (7, 9) }
      if last == 16 { return (first, first) }
      if first == 0 { return (last, last) }
      // What is finite beyond the end of an overflow: exp(1/x) is small to the left of 0.
      let (left, right) = (values[first - 1], values[last + 1])
      if left < 1e-100 * right { return (first, first) }
      if right < 1e-100 * left { return (last, last) }
      // The middle of what has overflown, so that x^-200 has its pole at 0.
      return last - first > 2 ? ((first + last) / 2, (first + last + 1) / 2) : (first, last)
    }
    if let first = values.firstIndex(where: \.isNaN), let last = values.lastIndex(where: \.isNaN) {
      // An end of the domain, or a hole in it.
      if first == 0, last < 16 { return (last, last) }
      return last == 16 && first > 0 ? (first, first) : (first, last)
    }
    let top = values.indices.max { values[$0] < values[$1] } ?? 0
    return (top, top)
  }

  /// The number with the fewest decimals within rounding of a narrow gap, or its middle.
  private static func simplest(_ left: Double, _ right: Double) -> Double {
    let middle = left + (right - left) / 2
    let reach = max(right - left, 1e-12 * max(1, middle.magnitude))
    var power = 1.0
    for _ in 0...10 {
      let rounded = (middle * power).rounded() / power
      if (rounded - middle).magnitude <= reach { return rounded == 0 ? 0 : rounded }
      power *= 10
    }
    return middle
  }
}
