import Activations
import RunReports

extension ActivationFindings {
  /// Writes facts, plot and theory.
  func show(_ writer: TerminalWriter) {
    let (width, style) = (writer.width, writer.traits.style)
    func table(_ rows: [(String, String)], _ titles: (String, String)) {
      var table = TextTable([.text(titles.0), .text(titles.1)])
      for row in rows { table.add([row.0, row.1]) }
      writer.write(table.lines(width: width, style: style))
    }
    writer.write("\(analysis.name): f(x) = \(analysis.formula)", emphasis: .heading)
    if !analysis.isDefined {
      writer.write("f is not a number at some x: a network may break down.", emphasis: .alarm)
    }
    table(facts, ("the function", "found"))
    writer.write("")
    let activation = activation
    let chart = ActivationChart { places in
      let (values, slopes) = activation.evaluate(places)
      return places.indices.map {
        ActivationChart.Point(x: places[$0], value: values[$0], derivative: slopes[$0])
      }
    }
    writer.write(chart.lines(width: width, style: style))
    if showsPoints {
      writer.write("")
      var table = TextTable([.number("x"), .number("f(x)"), .number("f'(x)")])
      for index in points.indices {
        table.add(["\(points[index])", "\(values[index])", "\(slopes[index])"])
      }
      writer.write(table.lines(width: width, style: style))
    }
    writer.write("")
    writer.write(
      "In a wide Elman network with W_hh from N(0, g²/H), g = \(Self.number(gain)), and an input of "
        + "standard deviation \(Self.number(inputScale)):", emphasis: .heading)
    showFixedPoints(writer)
    writer.write("")
    writer.write(criticalSentence, emphasis: .heading)
    showCriticalGains(writer)
  }

  /// What is known of the function, in words and numbers.
  private var facts: [(String, String)] {
    let kinks = analysis.kinks.map(Self.number).joined(separator: ", ")
    let jumps = analysis.jumps.map(Self.number).joined(separator: ", ")
    let vanishing =
      analysis.guaranteedVanishingSigma.map { sigma in
        sigma.isInfinite
          ? "always: the derivative is 0 everywhere"
          : "guaranteed while the largest singular value of W_hh is below \(Self.number(sigma))"
      } ?? "never guaranteed, whatever W_hh is"
    return [
      (
        "values",
        "\(bounds), \(analysis.parity == .neither ? "neither odd nor even" : analysis.parity.rawValue)"
      ),
      (
        "limits",
        "\(Self.text(analysis.leftLimit)) for x → -∞, \(Self.text(analysis.rightLimit)) for x → ∞"
      ),
      ("largest |f'|", steepness),
      ("kinks", kinks.isEmpty ? "none" : kinks),
      ("jumps", jumps.isEmpty ? "none" : "\(jumps); the gradient does not see them"),
      (
        "forward state",
        stateCanOverflow
          ? "can overflow: f is unbounded and grows with its argument" : "cannot overflow"
      ),
      ("vanishing", vanishing),
    ]
  }

  private var bounds: String {
    switch (analysis.lowerBound.isFinite, analysis.upperBound.isFinite) {
    case (true, true):
      "bounded, from \(Self.number(analysis.lowerBound)) to \(Self.number(analysis.upperBound))"
    case (true, false): "from \(Self.number(analysis.lowerBound)) upwards, unbounded"
    case (false, true): "up to \(Self.number(analysis.upperBound)), unbounded below"
    case (false, false): "unbounded on both sides"
    }
  }

  private var steepness: String {
    guard let place = analysis.steepest else {
      return analysis.jumps.isEmpty ? "unbounded" : "none: f jumps"
    }
    return "\(Self.number(analysis.lipschitz)), at x = \(Self.number(place))"
  }

  private func showFixedPoints(_ writer: TerminalWriter) {
    guard !fixedPoints.isEmpty else {
      writer.write("The state has no size that it could keep: it grows without bound.")
      return
    }
    var table = TextTable([
      .number("variance q"), .number("chi"), .number("lambda"), .number("memory"),
      .number("saturated"), .text("what becomes of it"),
    ])
    for point in fixedPoints {
      table.add([
        Self.number(point.variance), Self.number(point.gradientFactor),
        Self.number(point.exponent),
        point.memory.map { "\(NumberText.norm($0)) steps" } ?? "unlimited",
        field.saturatedShare(variance: point.variance).map { NumberText.percent($0, decimals: 1) }
          ?? "-",
        fate(of: point),
      ])
    }
    writer.write(table.lines(width: writer.width, style: writer.traits.style))
  }

  private func fate(of point: MeanFieldPoint) -> String {
    let text =
      switch point.stability {
      case .stable: "stable: gradients vanish"
      case .chaotic: "chaotic: gradients grow"
      case .repelling: "left at once: states below shrink, states above grow"
      case .marginal: "marginal: gradients keep their size"
      }
    return point == settled ? "\(text) (reached from h = 0)" : text
  }

  private var criticalSentence: String {
    guard let first = criticalGains.first else {
      return "No critical gain: at no gain does a network go from forgetting to not forgetting."
    }
    return "Critical gain \(Self.number(first.gain))"
      + (criticalGains.count > 1 ? ", the smallest of \(criticalGains.count) branches:" : ":")
  }

  private func showCriticalGains(_ writer: TerminalWriter) {
    guard !criticalGains.isEmpty else { return }
    var table = TextTable([
      .number("gain"), .number("variance q"), .number("saturated"), .text("above it"),
    ])
    for critical in criticalGains {
      let meaning =
        switch critical.cause {
        case .gradient: "chi is above 1: gradients grow"
        case .fold: "the state leaves this size for a larger one"
        case .alternation: "the size of the state alternates"
        case .growth: "a large state grows without bound"
        }
      table.add([
        Self.number(critical.gain), Self.number(critical.variance),
        field.saturatedShare(variance: critical.variance).map {
          NumberText.percent($0, decimals: 1)
        } ?? "-", meaning,
      ])
    }
    writer.write(table.lines(width: writer.width, style: writer.traits.style))
  }

  private static func text(_ limit: ActivationLimit) -> String {
    switch limit {
    case .value(let value): number(value)
    case .none: "none"
    case .undefined: "not a number"
    }
  }

  /// Six digits without trailing zeros.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-∞" : "∞" }
    guard value != 0 else { return "0" }
    guard value.magnitude >= 1e-4, value.magnitude < 1e6 else {
      return NumberText.scientific(value, decimals: 3)
    }
    let text = NumberText.fixed(value, decimals: 5)
    guard text.contains(".") else { return text }
    let trimmed = String(text.reversed().drop { $0 == "0" }.reversed())
    return trimmed.hasSuffix(".") ? String(trimmed.dropLast()) : trimmed
  }
}
