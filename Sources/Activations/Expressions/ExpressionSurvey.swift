import LaneMath

/// What is found numerically about an expression: its bounds, kinks, jumps and poles.
///
/// The function is evaluated in `Double` at points from -100 to 100, close together around 0, and
/// at plus and minus 1e4, 1e5, 1e8, 1e15 and 1e30. A bound is the extreme of the values, refined
/// between the points; it is infinite where the value at 1e30 or -1e30 is beyond both that extreme
/// and the value at 1e15, or where the values overflow. Kinks and jumps are looked for in
/// [-100, 100], at most 256, where a comparison, `abs`, `sign`, `min` or `max` changes sides; two
/// in the same gap between points can hide each other. Poles, and kinks at which the slope is
/// infinite, are those of ``PoleSearch``. What the work may cost is bounded, so that the points are
/// fewer for expressions of thousands of terms.
struct ExpressionSurvey {
  private let graph: ExpressionGraph
  private var room: [Dual<Double>]

  /// How many evaluations are still made to refine what is found.
  private var refinements: Int

  private(set) var lowerBound = Double.infinity
  private(set) var upperBound = -Double.infinity
  private(set) var kinks: [Double] = []
  private(set) var jumps: [Double] = []
  private(set) var poles: [Double] = []

  /// Whether the function is bounded and flat far out, on both sides.
  private(set) var saturates = false

  /// A point with what was found there.
  private struct Sample {
    let x: Double
    let value: Double
    let derivative: Double
    let side: UInt64
  }

  /// Looks at the expression's graph.
  init(_ graph: ExpressionGraph) {
    self.graph = graph
    room = [Dual<Double>](repeating: 0, count: graph.nodes.count)
    let evaluations = 10_000_000 / (graph.nodes.count + 1)
    refinements = evaluations / 2
    let near = max(10, min(2_000, evaluations / 8))
    // Halves of the points in [-10, 10], and the whole numbers are among them.
    let inner = (-near...near).map { 10 * Double($0) / Double(near) }
    let outer = (1...near / 2).map { 10 + 90 * Double($0) / Double(near / 2) }
    var samples: [Sample] = []
    for x in outer.reversed() { samples.append(sample(-x)) }
    for x in inner { samples.append(sample(x)) }
    for x in outer { samples.append(sample(x)) }
    findBreaks(samples)
    findPoles(samples)
    findBounds(samples)
  }

  private mutating func sample(_ x: Double) -> Sample {
    let (result, side) = graph.evaluate(at: x, &room)
    return Sample(x: x, value: result.value, derivative: result.derivative, side: side)
  }

  // MARK: - Kinks and jumps

  private mutating func findBreaks(_ samples: [Sample]) {
    var gaps = zip(samples, samples.dropFirst()).filter { $0.side != $1.side }
    // The nearest to 0 first, should there be too many.
    gaps.sort { max($0.0.x.magnitude, $0.1.x.magnitude) < max($1.0.x.magnitude, $1.1.x.magnitude) }
    var pending = Array(gaps.reversed())
    while let (start, end) = pending.popLast(), kinks.count + jumps.count < 256,
      refinements > 0
    {
      let (left, right) = narrow(start, end)
      let place = Self.simplest(left.x, right.x)
      // Beside the gap: the place itself may be in it, where neither side's derivative holds.
      let reach = 1e-13 * max(1, place.magnitude)
      let (before, after) = (sample(left.x - reach), sample(right.x + reach))
      // What the slopes on both sides explain of a difference is no jump.
      let slopes = before.derivative.magnitude + after.derivative.magnitude
      if Self.differ(before.value, after.value, beyond: slopes * (after.x - before.x)) {
        if !jumps.contains(place) { jumps.append(place) }
      } else if Self.differ(before.derivative, after.derivative), !kinks.contains(place) {
        kinks.append(place)
      }
      // The sides may change once more in what is left of the gap.
      for (start, end) in [(start, left), (right, end)] where start.side != end.side {
        pending.append((start, end))
      }
    }
    kinks.sort()
    jumps.sort()
  }

  /// The gap within which the side changes, as narrow as numbers are.
  private mutating func narrow(_ start: Sample, _ end: Sample) -> (Sample, Sample) {
    var (left, right) = (start, end)
    while right.x - left.x > 1e-14 * max(1, left.x.magnitude), refinements > 0 {
      let middle = sample(left.x + (right.x - left.x) / 2)
      refinements -= 1
      guard middle.x > left.x, middle.x < right.x else { break }
      if middle.side == left.side { left = middle } else { right = middle }
    }
    return (left, right)
  }

  /// Whether two numbers differ by more than rounding and a given share.
  private static func differ(_ first: Double, _ second: Double, beyond share: Double = 0) -> Bool {
    guard first.isFinite, second.isFinite else { return false }
    let rounding = 1e-6 * max(1e-6, first.magnitude + second.magnitude)
    return (first - second).magnitude > rounding + share
  }

  /// The number with the fewest decimals in a narrow gap.
  private static func simplest(_ left: Double, _ right: Double) -> Double {
    if left <= 0, right >= 0 { return 0 }
    var power = 1.0
    for _ in 0...12 {
      let rounded = (left * power).rounded(.up) / power
      if rounded >= left, rounded <= right { return rounded }
      power *= 10
    }
    return right
  }

  // MARK: - Poles

  private mutating func findPoles(_ samples: [Sample]) {
    // A gap that is closed in on takes 16 times 17 evaluations and some more.
    let found = PoleSearch.places(
      among: samples.map(\.x), values: samples.map(\.value), slopes: samples.map(\.derivative),
      atMost: min(256, refinements / 300)
    ) { places in
      let found = places.map { sample($0) }
      return (found.map(\.value), found.map(\.derivative))
    }
    poles = found.poles
    var (bent, broken) = (kinks, jumps)
    PoleSearch.place(found.tangents, found.poles, among: &bent, &broken) { places in
      places.map { sample($0).value }
    }
    (kinks, jumps) = (bent, broken)
  }

  // MARK: - Bounds

  private mutating func findBounds(_ samples: [Sample]) {
    lowerBound = infimum(samples, sign: 1)
    upperBound = -infimum(samples, sign: -1)
    // A function that is a number nowhere has no bounds to tell.
    if lowerBound > upperBound { (lowerBound, upperBound) = (-.infinity, .infinity) }
    let isFlat = [-1e8, 1e8].allSatisfy { x in
      let far = sample(x)
      return far.derivative.isNaN || far.derivative.magnitude < 1e-3
    }
    saturates = lowerBound.isFinite && upperBound.isFinite && isFlat
  }

  /// The least value of sign * f, or -infinity.
  private mutating func infimum(_ samples: [Sample], sign: Double) -> Double {
    var least = Double.infinity
    var place = 0
    for (index, sample) in samples.enumerated() where sign * sample.value < least {
      least = sign * sample.value
      place = index
    }
    let isUnbounded = PoleSearch.reachesInfinity(at: poles, sign: -sign) { places in
      places.map { sample($0).value }
    }
    if isUnbounded { return -.infinity }
    least = min(least, refined(samples, place, sign))
    let near = least
    for direction in [-1.0, 1.0] {
      let far = [1e4, 1e5, 1e8, 1e15, 1e30].map { sign * sample(direction * $0).value }
      least = far.reduce(least) { $1 < $0 ? $1 : $0 }
      let isGrowing = [far[3], near].allSatisfy { far[4] < $0 - 1e-6 * max(1, $0.magnitude) }
      if isGrowing { return -.infinity }
    }
    guard least.isFinite, least.magnitude < 1e15 else { return least < 0 ? -.infinity : least }
    let whole = least.rounded()
    // What rounding errors alone have moved from a whole number.
    return (least - whole).magnitude <= 1e-12 * max(1, whole.magnitude) ? whole : least
  }

  /// The least value between the neighbours of a sample, by golden sections.
  private mutating func refined(_ samples: [Sample], _ place: Int, _ sign: Double) -> Double {
    guard place > 0, place < samples.count - 1 else { return .infinity }
    var (left, right) = (samples[place - 1].x, samples[place + 1].x)
    let ratio = 0.618_033_988_749_894_9
    var least = Double.infinity
    for _ in 0..<80 {
      let (first, second) = (right - ratio * (right - left), left + ratio * (right - left))
      let values = (sign * sample(first).value, sign * sample(second).value)
      least = min(least, min(values.0, values.1))
      if values.0 <= values.1 { right = second } else { left = first }
    }
    return least
  }
}
