import Activations
import Foundation
import RunReports

extension ActivationFindings {
  /// Value and derivative over the part of the axis in which something happens.
  var functionFigure: Figure {
    let reach = Self.reach(breaks)
    let (curve, slope) = curves(reach: reach)
    // What grows fast would press everything else flat.
    let limit = max(6, reach)
    let shown = (curve.points + slope.points).map { max(-limit, min(limit, $0.y)) }
    return Figure(
      id: "function-plot", title: "Value and derivative",
      chart: LineChart(
        title: "Value and derivative of \(Self.pageTitle(analysis.name))",
        description: breakSentence,
        x: ChartAxis("x", AxisScale(.linear, from: -reach, to: reach)),
        y: ChartAxis("f(x), f'(x)", .linear(fitting: shown, zero: true)), series: [curve, slope],
        marks: marks, markName: "kink, jump or pole"),
      caption: breakSentence
        + " Each step back multiplies a gradient with f' at the preactivations: where it is small "
        + "the gradient is lost, where it is above 1 the unit makes it larger.")
  }

  /// The map of variances with its fixed points; nil where f is not a number.
  var mapFigure: Figure? {
    guard growth != .undefined, growth != .infinite else { return nil }
    let inputVariance = inputScale * inputScale
    let kept = fixedPoints.map(\.variance).filter { $0 > 0 }
    let axis = Self.varianceAxis(kept.isEmpty && inputVariance > 0 ? [inputVariance] : kept)
    let points = Self.places(along: axis).map { variance in
      ChartPoint(
        x: variance, y: field.next(variance, gain: gain, inputVariance: inputVariance))
    }
    let crossings = fixedPoints.filter { axis.position(of: $0.variance) != nil }
    var series = [
      ChartSeries.reference(
        "q' = q: the state keeps its size", from: ChartPoint(x: axis.lower, y: axis.lower),
        to: ChartPoint(x: axis.upper, y: axis.upper)),
      ChartSeries("q' after a step from q", points, style: .series(0)),
    ]
    for (number, point) in crossings.enumerated() {
      let fate = fate(of: point)
      series.append(
        ChartSeries(
          "fixed point q = \(Self.number(point.variance)), \(fate)",
          [ChartPoint(x: point.variance, y: point.variance)], style: .series(number + 1),
          hasDots: true, hasLine: false))
    }
    return Figure(
      id: "map-plot", title: "The map of variances",
      chart: LineChart(
        title: "The map of variances at g = \(Self.number(gain))", description: mapSentence,
        x: ChartAxis("variance q", axis), y: ChartAxis("variance q' a step later", axis),
        series: series),
      caption: mapSentence)
  }

  private var mapSentence: String {
    let course =
      "Where the curve lies above the diagonal a state grows, where it lies below a state shrinks, "
      + "and where both cross it keeps its size"
    guard !fixedPoints.isEmpty else { return course + ": here nowhere." }
    guard let settled else { return course + "; from h = 0 it grows without bound." }
    return course
      + "; from h = 0 it comes to q = \(Self.number(settled.variance)), where \(gradients(settled))."
  }

  private func gradients(_ point: MeanFieldPoint) -> String {
    let factor = "multiplied by \(NumberText.norm(point.gradientFactor.squareRoot())) a step"
    return point.memory.map {
      "a gradient is \(factor) and 1/e of it is left after \(NumberText.norm($0)) steps"
    } ?? "a gradient is \(factor)"
  }

  /// Where the axis of a plot ends: at 5, or beyond the nearest breaks that are within 25.
  private static func reach(_ breaks: [Double]) -> Double {
    let furthest = breaks.map(\.magnitude).sorted().prefix(6).filter { $0 <= 25 }.max() ?? 0
    return max(5, (1.2 * furthest).rounded(.up))
  }

  /// Kinks, jumps and poles.
  private var breaks: [Double] { analysis.kinks + analysis.jumps + analysis.poles }

  /// f and f', each with a gap where it jumps or has a pole.
  private func curves(reach: Double) -> (value: ChartSeries, derivative: ChartSeries) {
    let breaks = breaks.filter { $0.magnitude < reach }
    let gap = 1e-6
    let regular = (0...480).map { -reach + 2 * reach * Double($0) / 480 }
      .filter { place in !breaks.contains { ($0 - place).magnitude < gap } }
    let places = (regular + breaks.flatMap { [$0 - gap, $0, $0 + gap] }).sorted()
    let (values, slopes) = activation.evaluate(places)
    let limit = 3 * max(6, reach)
    func points(_ heights: [Double], gaps: [Double]) -> [ChartPoint] {
      zip(places, heights).map { place, height in
        ChartPoint(x: place, y: gaps.contains(place) ? .nan : Self.cut(height, at: limit))
      }
    }
    return (
      ChartSeries("f(x)", points(values, gaps: analysis.jumps + analysis.poles), style: .series(0)),
      ChartSeries("f'(x)", points(slopes, gaps: breaks), style: .series(1))
    )
  }

  /// A height that a drawing can hold; what is not a number stays so.
  private static func cut(_ height: Double, at limit: Double) -> Double {
    height.isNaN ? .nan : max(-limit, min(limit, height))
  }

  private var marks: [ChartMark] {
    let kinks = analysis.kinks.map {
      ChartMark(x: $0, "kink at x = \(Self.number($0)): the derivative jumps")
    }
    let jumps = analysis.jumps.map {
      ChartMark(x: $0, "jump at x = \(Self.number($0)): the gradient does not see it")
    }
    let poles = analysis.poles.map {
      ChartMark(x: $0, "pole at x = \(Self.number($0)): the values grow beyond every number")
    }
    return (kinks + jumps + poles).sorted { $0.x < $1.x }
  }

  private var breakSentence: String {
    guard !marks.isEmpty else { return "f has neither kinks nor jumps nor poles." }
    let counts = [
      (analysis.kinks.count, "kink"), (analysis.jumps.count, "jump"),
      (analysis.poles.count, "pole"),
    ].filter { $0.0 > 0 }.map { "\($0) \($1)\($0 == 1 ? "" : "s")" }
    return "f has \(counts.joined(separator: " and ")), marked by triangles."
  }

  /// From 0 where the fixed points are of one size, by powers of ten where they are not.
  private static func varianceAxis(_ variances: [Double]) -> AxisScale {
    guard let least = variances.min(), let most = variances.max() else {
      return AxisScale(.linear, from: 0, to: 2)
    }
    return most <= 20 * least
      ? .linear(fitting: [0, 1.5 * most])
      : .logarithmic(fitting: [least / 10, 10 * most])
  }

  private static func places(along axis: AxisScale) -> [Double] {
    (0...120).map { step in
      let share = Double(step) / 120
      return switch axis.kind {
      case .linear: axis.lower + share * (axis.upper - axis.lower)
      case .logarithmic: axis.lower * pow(axis.upper / axis.lower, share)
      }
    }
  }
}
