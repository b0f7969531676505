/// An activation evaluated at many points, and what they tell.
struct ActivationSurvey {
  /// Far points, where a function shows how it ends.
  static let farPoints = [1e3, 1e4, 1e5, 1e8, 1e15, 1e30]

  /// A point and what was found there.
  struct Sample {
    let place: Double
    let value: Double
    let slope: Double
  }

  let activation: Activation<Double>
  let points: [Double]
  let values: [Double]
  let slopes: [Double]
  var kinks: [Double]
  var jumps: [Double]
  /// Where the values grow beyond every number.
  var poles: [Double]
  /// Where the slope grows beyond every number and the value does not.
  var tangents: [Double] = []

  /// Evaluates `activation` and looks for the kinks, jumps and poles that it does not declare.
  init(_ activation: Activation<Double>) {
    self.activation = activation
    let inner = (-2_000...2_000).map { Double($0) / 200 }
    let outer = (1...4_500).map { 10 + Double($0) / 50 }
    points = outer.reversed().map { -$0 } + inner + outer
    (values, slopes) = activation.evaluate(points)
    (kinks, jumps, poles) = (activation.kinks, activation.jumps, activation.poles)
    findPoles()
    findBreaks()
  }

  /// The values and slopes at some places.
  func samples(_ places: [Double]) -> [Sample] {
    let (values, slopes) = activation.evaluate(places)
    return places.indices.map { index in
      Sample(place: places[index], value: values[index], slope: slopes[index])
    }
  }

  /// Whether f is a number at every point.
  var isDefined: Bool {
    let far = activation.evaluate(Self.farPoints + Self.farPoints.map { -$0 }).values
    return !(values + far).contains(where: \.isNaN)
  }

  /// Odd or even to 1e-12, compared at the points that are no breaks.
  var parity: ActivationParity {
    let breaks = Set((kinks + jumps + poles).map(\.magnitude))
    let count = points.count
    var (isOdd, isEven) = (true, true)
    for index in 0..<count / 2 where !breaks.contains(points[index].magnitude) {
      let (left, right) = (values[index], values[count - 1 - index])
      // Infinite values are alike only where they are the same.
      let size = max(left.magnitude, right.magnitude)
      let margin = size.isFinite ? 1e-12 * size : 0
      if !((left + right).magnitude <= margin || left == -right) { isOdd = false }
      if !((left - right).magnitude <= margin || left == right) { isEven = false }
    }
    // A constant 0 is both; it is called even.
    return isEven ? .even : isOdd ? .odd : .neither
  }

  /// Where the values go in a direction, 1 or -1.
  func limit(direction: Double) -> ActivationLimit {
    let far = activation.evaluate([1e8, 1e15, 1e30].map { direction * $0 }).values
    guard !far.contains(where: \.isNaN) else { return .undefined }
    if far[2].isInfinite { return .value(far[2]) }
    let margin = 1e-6 * max(1e-6, far[2].magnitude)
    if (far[2] - far[1]).magnitude <= margin { return .value(Self.rounded(far[2])) }
    if far[2].magnitude < 1e-3 * far[0].magnitude { return .value(0) }
    let isGrowing = far[2].magnitude > far[1].magnitude && far[1].magnitude > far[0].magnitude
    guard isGrowing, far[2].magnitude > 10 else { return .none }
    return .value(far[2] < 0 ? -.infinity : .infinity)
  }

  /// The least value of sign * f, or -infinity.
  func infimum(sign: Double) -> Double {
    if reachesInfinity(sign: -sign) { return -.infinity }
    var least = -greatest(among: points) { -sign * $0.value }.measure
    for direction in [-1.0, 1.0] {
      let far = samples(Self.farPoints.map { direction * $0 }).map { sign * $0.value }
      // Growing still between 1e15 and 1e30, and beyond everything near.
      if far[5] < far[4] - 1e-6 * max(1, far[4].magnitude), far[5] < least - 1 {
        return -.infinity
      }
      least = far.reduce(least) { $1 < $0 ? $1 : $0 }
      if case .value(let end) = limit(direction: direction) { least = min(least, sign * end) }
    }
    return Self.rounded(least)
  }

  /// The largest |f'| and where it is first reached, going away from 0; infinite where it grows
  /// without end.
  func steepest() -> (slope: Double, place: Double) {
    let sides = (kinks + jumps).flatMap { point -> [Double] in
      let reach = 1e-9 * max(1, point.magnitude)
      return [point - reach, point + reach]
    }
    let best = greatest(among: points) { $0.slope.magnitude }
    let near = samples(sides).reduce(best.measure) { max($0, $1.slope.magnitude) }
    let far = Self.farPoints + Self.farPoints.map { -$0 }
    // To overflow within 1e30 f must be steep beyond any number that its slope, perhaps NaN, tells.
    if samples(far).contains(where: { $0.value.isInfinite }) { return (.infinity, .nan) }
    let farSlopes = samples(far).map(\.slope.magnitude)
    let end = Self.farPoints.count - 1
    for last in [end, 2 * end + 1] where farSlopes[last] > near {
      if farSlopes[last] > 1.000_001 * farSlopes[last - 1] { return (.infinity, .nan) }
    }
    let steepest = farSlopes.reduce(near) { $1 > $0 ? $1 : $0 }
    guard steepest.isFinite else { return (steepest, .nan) }
    let all = samples(points + sides + far + [best.place])
    let reached = all.filter { $0.slope.magnitude >= steepest * (1 - 1e-9) }
    let first = reached.min { $0.place.magnitude < $1.place.magnitude }?.place ?? best.place
    let corner = (kinks + jumps).first { (first - $0).magnitude <= 2e-9 * max(1, $0.magnitude) }
    return (steepest, corner ?? first)
  }

  /// The greatest of a measure at the points, refined between the neighbours of its place by golden
  /// sections; what is not a number is passed over.
  private func greatest(
    among points: [Double], _ measure: (Sample) -> Double
  ) -> (place: Double, measure: Double) {
    var best = (place: 0.0, measure: -Double.infinity)
    var position = 0
    for (index, sample) in samples(points).enumerated() where measure(sample) > best.measure {
      best = (sample.place, measure(sample))
      position = index
    }
    guard position > 0, position < points.count - 1 else { return best }
    var (left, right) = (points[position - 1], points[position + 1])
    let ratio = 0.618_033_988_749_894_9
    for _ in 0..<70 {
      let pair = samples([right - ratio * (right - left), left + ratio * (right - left)])
      for sample in pair where measure(sample) > best.measure {
        best = (sample.place, measure(sample))
      }
      if measure(pair[0]) >= measure(pair[1]) {
        right = pair[1].place
      } else {
        left = pair[0].place
      }
    }
    return best
  }

  /// A whole number where only rounding keeps a value from it.
  private static func rounded(_ value: Double) -> Double {
    let whole = value.rounded()
    return (value - whole).magnitude <= 1e-12 * max(1, whole.magnitude) ? whole : value
  }
}
