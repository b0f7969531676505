import RealModule

/// Looks for the places around which a function grows beyond every number.
///
/// Where |g| is largest among its neighbours, or is not finite, the place is closed in on by cutting
/// the gap into sixteen parts at a time, in all gaps at once, down to the spacing of numbers. It is
/// a pole where |g| comes to 1e15 there (which no finite peak is told from), or where |g| still
/// grows, by no less from decade to decade, as the distance shrinks: log|x| grows by the same at
/// each, the tip of a finite peak by less and less.
struct PoleSearch {
  /// What no finite peak of f, or of f', is taken to reach.
  private static let (highest, steepest) = (1e15, 1e30)

  /// |g| at some places; NaN where it is not a number.
  typealias Measure = ([Double]) -> [Double]

  /// A stretch of the axis.
  private struct Gap {
    var left: Double
    var right: Double
  }

  /// Where f grows beyond every number, and where f' alone does, each ascending.
  ///
  /// - Parameters:
  ///   - points: ascending.
  ///   - values: f at the points.
  ///   - slopes: f' at the points.
  ///   - count: the most gaps that are closed in on, for f and for f' each.
  ///   - evaluate: f and f' at any places.
  static func places(
    among points: [Double], values: [Double], slopes: [Double], atMost count: Int = 256,
    _ evaluate: ([Double]) -> (values: [Double], slopes: [Double])
  ) -> (poles: [Double], tangents: [Double]) {
    func size(_ places: [Double]) -> [Double] { evaluate(places).values.map(\.magnitude) }
    func steepness(_ places: [Double]) -> [Double] { evaluate(places).slopes.map(\.magnitude) }
    var poles = poles(among: points, values.map(\.magnitude), atMost: count, highest, size)
    let steep = self.poles(
      among: points, slopes.map(\.magnitude), atMost: count, steepest, steepness
    )
    .filter { !contains(poles, $0) }
    // The slope of a small pole on a large function stands out more than the pole.
    poles = (poles + steep.filter { isPole($0, highest, size) && !isOverflow($0, size) }).sorted()
    return (poles, steep.filter { !contains(poles, $0) && !isOverflow($0, size) })
  }

  /// The pole of f between two points; nil where there is none.
  static func pole(
    between left: Double, _ right: Double,
    _ evaluate: ([Double]) -> (values: [Double], slopes: [Double])
  ) -> Double? {
    func size(_ places: [Double]) -> [Double] { evaluate(places).values.map(\.magnitude) }
    return close([Gap(left: left, right: right)], size).first { isPole($0, highest, size) }
  }

  /// Whether a place is in a list within rounding.
  static func contains(_ places: [Double], _ place: Double) -> Bool {
    places.contains { ($0 - place).magnitude <= 1e-8 }
  }

  /// The poles, ascending, at most `count`: those nearest to 0 where there are more.
  ///
  /// - Parameters:
  ///   - points: ascending.
  ///   - magnitudes: |g| at the points.
  private static func poles(
    among points: [Double], _ magnitudes: [Double], atMost count: Int,
    _ limit: Double, _ measure: Measure
  ) -> [Double] {
    let peaks = peaks(points, magnitudes)
    let edges = edges(points, magnitudes)
    var gaps = rising(peaks, measure) + edges
    gaps.sort { ($0.left + $0.right).magnitude < ($1.left + $1.right).magnitude }
    gaps = Array(gaps.prefix(max(0, count)))
    var poles: [Double] = []
    for place in close(gaps, measure).sorted()
    where isPole(place, limit, measure) && !(poles.last.map { place - $0 <= 1e-9 } ?? false) {
      poles.append(place)
    }
    return poles
  }

  /// Places beside a pole, from far to near, on one side: 1 or -1.
  static func approach(_ place: Double, side: Double) -> [Double] {
    // At 0 numbers are as close as anybody likes; elsewhere rounding blurs what is nearer.
    let nearest = place == 0 ? 1e-30 : 1e-12 * max(1, place.magnitude)
    return [1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1].map { place + side * nearest * $0 }
  }

  /// The power p by which |g| grows as the distance d to a place shrinks, as d^-p.
  ///
  /// It is that of the side where it is larger, and 0 where |g| does not grow; that of log|x| is next
  /// to 0.
  static func power(at place: Double, _ measure: Measure) -> Double {
    [-1.0, 1].reduce(0) { largest, side in
      let near = measure(approach(place, side: side)).suffix(2)
      guard let far = near.first, let last = near.last, far > 0 else { return largest }
      // What is infinite beside a place has overflown: x^-20 grows as fast as anything.
      if last == .infinity { return .infinity }
      let power = Double.log(last / far) / Double.log(10)
      return power > largest ? power : largest
    }
  }

  // MARK: - Candidates

  /// The neighbours of points that are higher than both.
  private static func peaks(_ points: [Double], _ magnitudes: [Double]) -> [Gap] {
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
  private static func rising(_ gaps: [Gap], _ measure: Measure) -> [Gap] {
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
  /// A stretch at an end of the points where |g| is infinite has overflown.
  private static func edges(_ points: [Double], _ magnitudes: [Double]) -> [Gap] {
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
      let isOpen = first == 0 || index == points.count
      if run.allSatisfy({ $0 == .infinity }) {
        if !isOpen { gaps.append(Gap(left: points[first - 1], right: points[index])) }
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
  private static func close(_ gaps: [Gap], _ measure: Measure) -> [Double] {
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

  // MARK: - Judging

  /// Whether |g| grows without end towards a place, from the left or from the right.
  private static func isPole(_ place: Double, _ limit: Double, _ measure: Measure) -> Bool {
    [-1.0, 1].contains { side in grows(measure(approach(place, side: side)), limit) }
  }

  /// Whether |g| is infinite all along the way to a place: its slope ends there, or is noise.
  private static func isOverflow(_ place: Double, _ measure: Measure) -> Bool {
    [-1.0, 1].contains { side in
      measure(approach(place, side: side)).allSatisfy { $0 == .infinity }
    }
  }

  private static func grows(_ values: [Double], _ limit: Double) -> Bool {
    guard let last = values.last, !last.isNaN else { return false }
    if last == .infinity { return true }
    if last >= limit, let first = values.first, !(2 * first >= last) { return true }
    let steps = zip(values, values.dropFirst()).map { $1 - $0 }
    guard let final = steps.last, final > 1e-9 * last else { return false }
    return steps.allSatisfy { $0 > 0 } && zip(steps, steps.dropFirst()).allSatisfy { $1 > 0.8 * $0 }
  }
}
