import RealModule

/// Expectations over a centred normal variable by adaptive quadrature.
///
///     E[g(x)] = ∫ g(x) exp(-x²/2q) / √(2πq) dx
///
/// The integral runs over 38 standard deviations to either side, beyond which the density is below
/// every number, in panels that end at the kinks and jumps that are known, at the scale of the
/// function (|x| about 1) and at that of the density (√q), whichever is the smaller. A panel whose
/// 15-point Gauss-Kronrod rule disagrees with the 7-point one is halved, so that a kink that nobody
/// named costs panels, not digits. A Gauss-Hermite rule is no substitute: it has no nodes where a
/// saturating function bends once √q is large.
struct GaussianExpectation {
  /// How far one panel may be off, relative to the whole.
  static let tolerance = 1e-13
  /// How often a panel is halved at most: down to the spacing of numbers.
  static let deepest = 52
  /// With more panels than this none is halved any more: a function that oscillates faster than
  /// they resolve is averaged over their points, as fast as any other.
  static let mostPanels = 512

  /// The standard deviation √q.
  let deviation: Double
  /// Where the function or its derivative may jump.
  let breaks: [Double]
  /// How many integrands there are; the panels fit all of them.
  let count: Int
  /// Writes, for the points x and the factors exp(-x²/4q), the integrands times the square of the
  /// factor, one list per integrand.
  ///
  /// The factor comes in halves so that the square of a large value meets it before it overflows.
  let integrands: (_ points: [Double], _ halves: [Double]) -> [[Double]]

  private struct Panel {
    let left: Double
    let right: Double
  }

  private struct Estimate {
    let value: Double
    let error: Double
  }

  /// The expectations; infinite where the integral diverges or a value overflows, NaN where the
  /// function is not a number.
  func values() -> [Double] {
    var panels = initialPanels()
    let ends = (first: panels.first, last: panels.last)
    var accepted = [Double](repeating: 0, count: count)
    var tails = accepted
    var isFirst = true
    for _ in 0..<Self.deepest where !panels.isEmpty && panels.count <= Self.mostPanels {
      let estimates = estimate(panels)
      let totals = (0..<count).map { index in
        accepted[index] + estimates.reduce(0) { $0 + $1[index].value }
      }
      guard totals.allSatisfy(\.isFinite) else { return totals.map { $0.isNaN ? .nan : $0 } }
      if isFirst, ends.first != nil, let first = estimates.first, let last = estimates.last {
        tails = (0..<count).map { first[$0].value.magnitude + last[$0].value.magnitude }
        isFirst = false
      }
      var halves: [Panel] = []
      for (panel, estimate) in zip(panels, estimates) {
        let middle = panel.left + (panel.right - panel.left) / 2
        let isGood = (0..<count).allSatisfy { index in
          estimate[index].error <= Self.tolerance * totals[index].magnitude
        }
        if isGood || middle <= panel.left || middle >= panel.right {
          for index in 0..<count { accepted[index] += estimate[index].value }
        } else {
          halves += [
            Panel(left: panel.left, right: middle), Panel(left: middle, right: panel.right),
          ]
        }
      }
      panels = halves
    }
    // What the deepest panels hold is their share of a jump: less than anybody can see.
    for estimate in panels.isEmpty ? [] : estimate(panels) {
      for index in 0..<count { accepted[index] += estimate[index].value }
    }
    return zip(accepted, tails).map { total, tail in
      tail > 1e-9 * total.magnitude ? .infinity : total
    }
  }

  private func initialPanels() -> [Panel] {
    let furthest = 38 * deviation
    var marks = [0.0]
    for multiple in [1.0, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 28, 32, 36, 38] {
      marks += [-multiple * deviation, multiple * deviation]
    }
    var scale = 0.25
    while scale < deviation {
      marks += [-scale, scale]
      scale *= 2
    }
    marks += breaks.filter { $0.magnitude < furthest }
    marks.sort()
    var panels: [Panel] = []
    var left = -furthest
    for mark in marks where mark - left > 1e-15 * max(furthest * 1e-3, mark.magnitude) {
      panels.append(Panel(left: left, right: mark))
      left = mark
    }
    return panels
  }

  private func estimate(_ panels: [Panel]) -> [[Estimate]] {
    let nodes = KronrodRule.nodes
    var points: [Double] = []
    points.reserveCapacity(panels.count * nodes.count)
    for panel in panels {
      let half = (panel.right - panel.left) / 2
      for node in nodes { points.append(panel.left + half * (1 + node)) }
    }
    let halves = points.map { x in
      let z = x / deviation
      return Double.exp(-z * z / 4)
    }
    let lists = integrands(points, halves)
    let density = 1 / (deviation * (2 * Double.pi).squareRoot())
    return panels.indices.map { index in
      let range = index * nodes.count..<(index + 1) * nodes.count
      let width = (panels[index].right - panels[index].left) / 2 * density
      return lists.map { Self.estimate($0[range], width: width) }
    }
  }

  /// The rule on one panel, with QUADPACK's judgement of its error.
  private static func estimate(_ values: ArraySlice<Double>, width: Double) -> Estimate {
    var (fine, coarse) = (0.0, 0.0)
    for (index, value) in zip(KronrodRule.nodes.indices, values) {
      fine += KronrodRule.weights[index] * value
      coarse += KronrodRule.embedded[index] * value
    }
    let mean = fine / 2
    var spread = 0.0
    for (index, value) in zip(KronrodRule.nodes.indices, values) {
      spread += KronrodRule.weights[index] * (value - mean).magnitude
    }
    let difference = (fine - coarse).magnitude
    guard spread > 0, difference > 0 else { return Estimate(value: fine * width, error: 0) }
    let ratio = 200 * difference / spread
    let error = ratio < 1 ? spread * ratio * ratio.squareRoot() : spread
    return Estimate(value: fine * width, error: error * width)
  }
}
