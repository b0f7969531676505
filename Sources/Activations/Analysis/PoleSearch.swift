import RealModule

/// Looks for the places around which a function grows beyond every number.
///
/// Where |g| is largest among its neighbours, or is not finite, the place is closed in on by
/// cutting the gap into sixteen parts at a time, in all gaps at once, down to the spacing of
/// numbers. It is a pole where |g| comes to what no finite peak is taken to reach (1e15 for f, 1e30
/// for f'), or where |g| still grows, by no less from decade to decade, as the distance shrinks:
/// log|x| grows by the same at each, the tip of a finite peak by less and less.
enum PoleSearch {
  /// What no finite peak of f, or of f', is taken to reach.
  private static let (highest, steepest) = (1e15, 1e30)

  /// |g| at some places; NaN where it is not a number.
  typealias Measure = ([Double]) -> [Double]

  /// A stretch of the axis.
  struct Gap {
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

  /// Whether both sides of a place come to the same value, however steeply.
  static func isContinuous(at place: Double, _ evaluate: ([Double]) -> [Double]) -> Bool {
    let sides = [-1.0, 1].map { evaluate(approach(place, side: $0)) }
    let differences = zip(sides[0], sides[1]).map { ($0 - $1).magnitude }.suffix(2)
    guard let far = differences.first, let near = differences.last else { return false }
    return near <= 0.9 * far
  }

  /// Takes poles out of the kinks and jumps, and adds the places where the slope alone is infinite
  /// to the kinks; a jump between two sides that come to the same value was none.
  static func place(
    _ tangents: [Double], _ poles: [Double], among kinks: inout [Double], _ jumps: inout [Double],
    _ evaluate: ([Double]) -> [Double]
  ) {
    kinks.removeAll { contains(poles, $0) }
    let steep = tangents.filter { isContinuous(at: $0, evaluate) }
    jumps.removeAll { contains(poles + steep, $0) }
    let known = kinks + jumps
    kinks = (kinks + tangents.filter { !contains(known, $0) }).sorted()
  }

  /// Whether f goes to plus (1) or minus (-1) infinity on a side of one of its poles.
  static func reachesInfinity(
    at poles: [Double], sign: Double, _ evaluate: ([Double]) -> [Double]
  ) -> Bool {
    poles.contains { pole in
      [-1.0, 1].contains { side in
        let beside = evaluate(approach(pole, side: side).suffix(2)).map { sign * $0 }
        return beside[1] > 0 && (beside[1] > beside[0] || beside[1] == .infinity)
      }
    }
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
    let peaks = nearest(peaks(points, magnitudes), count)
    let gaps = nearest(rising(peaks, measure) + edges(points, magnitudes), count)
    var poles: [Double] = []
    for place in close(gaps, measure).sorted()
    where isPole(place, limit, measure) && !(poles.last.map { place - $0 <= 1e-9 } ?? false) {
      poles.append(place)
    }
    return poles
  }

  /// The so many gaps that are nearest to 0: what a search costs is bounded.
  private static func nearest(_ gaps: [Gap], _ count: Int) -> [Gap] {
    let sorted = gaps.sorted { ($0.left + $0.right).magnitude < ($1.left + $1.right).magnitude }
    return Array(sorted.prefix(max(0, count)))
  }

  /// Places beside a pole, from far to near, on one side: 1 or -1.
  static func approach(_ place: Double, side: Double) -> [Double] {
    // At 0 numbers are as close as anybody likes; elsewhere rounding blurs what is nearer.
    let nearest = place == 0 ? 1e-30 : 1e-12 * max(1, place.magnitude)
    return [1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1].map { place + side * nearest * $0 }
  }

  /// The power p by which |g| grows as the distance d to a place shrinks, as d^-p.
  ///
  /// It is that of the side where it is larger, and 0 where |g| does not grow; that of log|x| is
  /// next to 0.
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

  /// Whether |g| grows without end towards a place, from the left or from the right.
  ///
  /// Where |g| is infinite on one side and next to it on the other, as of exp(x^2) at 26.6, numbers
  /// end, and not the function.
  private static func isPole(_ place: Double, _ limit: Double, _ measure: Measure) -> Bool {
    let sides = [-1.0, 1].map { measure(approach(place, side: $0)) }
    let isEnd = sides.contains { side in
      side.last.map { $0.isFinite && $0 > 1e290 } ?? false
    }
    return sides.contains { side in
      side.allSatisfy { $0 == .infinity } ? !isEnd : grows(side, limit)
    }
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
