import Activations
import RunReports

/// What the terminal and the page say in the same words.
extension ActivationFindings {
  /// The name and the formula; an expression is its own name.
  var heading: String {
    (analysis.name == analysis.formula ? "" : "\(analysis.name): ") + "f(x) = \(analysis.formula)"
  }

  /// What is wrong with a function that is no number somewhere; nil where there is nothing.
  var warning: String? {
    analysis.isDefined ? nil : "f is not a number at some x: a network may break down."
  }

  /// What is known of the function, in words and numbers.
  var facts: [(name: String, value: String)] {
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
      ("kinks", Self.places(analysis.kinks)),
      (
        "jumps",
        Self.places(analysis.jumps)
          + (analysis.jumps.isEmpty ? "" : "; the gradient does not see them")
      ),
      (
        "poles",
        Self.places(analysis.poles)
          + (analysis.poles.isEmpty ? "" : "; the values grow beyond every number there")
      ),
      ("forward state", overflow),
      ("vanishing", vanishing),
    ]
  }

  private var overflow: String {
    guard stateCanOverflow else { return "cannot overflow" }
    return analysis.poles.isEmpty
      ? "can overflow: f is unbounded and grows with its argument"
      : "can overflow: f grows beyond every number at its poles"
  }

  /// The places nearest to 0, ascending, and how many others there are.
  private static func places(_ places: [Double]) -> String {
    guard !places.isEmpty else { return "none" }
    let shown = places.sorted { $0.magnitude < $1.magnitude }.prefix(6).sorted()
    let rest = places.count - shown.count
    return shown.map(number).joined(separator: ", ")
      + (rest > 0 ? " and \(rest) further from 0" : "")
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
      if !analysis.poles.isEmpty { return "unbounded: f has poles" }
      if !analysis.jumps.isEmpty { return "none: f jumps" }
      let places = analysis.verticalTangents
      return places.isEmpty
        ? "unbounded" : "unbounded, at x = \(Self.places(places)): the graph is vertical there"
    }
    return "\(Self.number(analysis.lipschitz)), at x = \(Self.number(place))"
  }

  /// Which networks the theory speaks of.
  var ensembleSentence: String {
    "In a wide Elman network with W_hh from N(0, g²/H), g = \(Self.number(gain)), and an input of "
      + "standard deviation \(Self.number(inputScale))"
  }

  /// What is said where there is no fixed point.
  var absenceSentence: String {
    switch growth {
    case .undefined: "The theory says nothing here: f is not a number at some x."
    case .infinite:
      "No moments exist: f has poles at which it grows so fast that E[f²] is infinite, so that after "
        + "one step the state has no variance, and the theory says nothing."
    default: "The state has no size that it could keep: it grows without bound."
    }
  }

  /// The columns of ``fixedPointRows``; the last one holds words.
  static let fixedPointTitles = [
    "variance q", "chi", "lambda", "memory", "saturated", "what becomes of it",
  ]

  /// A row for each fixed point.
  var fixedPointRows: [[String]] {
    fixedPoints.map { point in
      [
        Self.number(point.variance), Self.number(point.gradientFactor),
        Self.number(point.exponent),
        point.memory.map { "\(NumberText.norm($0)) steps" } ?? "unlimited",
        saturatedText(point.variance), fate(of: point),
      ]
    }
  }

  /// What becomes of the state and its gradients at a fixed point.
  func fate(of point: MeanFieldPoint) -> String {
    let text =
      switch point.stability {
      case .stable: "stable: gradients vanish"
      case .chaotic: "chaotic: gradients grow"
      case .repelling: "left at once: states below shrink, states above grow"
      case .marginal: "marginal: gradients keep their size"
      }
    return point == settled ? "\(text) (reached from h = 0)" : text
  }

  /// The critical gain in a sentence or two.
  var criticalSentence: String {
    guard let first = criticalGains.first else { return "No critical gain: \(noCriticalReason)." }
    let gain = "Critical gain \(Self.number(first.gain))"
    // Of relu the state at rest and a large one lose their stability at the same gain.
    let others = criticalGains.filter { $0.gain - first.gain > 1e-9 * first.gain }
    guard !others.isEmpty else { return gain + ":" }
    let start =
      gain + ", the smallest of \(criticalGains.count) (--init critical takes it): up to it every "
      + "size of the state is stable, above it \(Self.meaning(of: first))."
    guard let rest = criticalGainAtRest, others.contains(rest) else { return start }
    return start + " The state at rest (q = 0) loses its stability only at "
      + "gain \(Self.number(rest.gain))."
  }

  private var noCriticalReason: String {
    switch growth {
    case .undefined: return "f is not a number at some x"
    case .infinite: return "E[f²] does not exist"
    default: break
    }
    return field.hasSquaredSlope
      ? "at no gain does a network go from forgetting to not forgetting"
      : "E[f'²] does not exist, so that chi is infinite at every gain"
  }

  private static func meaning(of critical: CriticalGain) -> String {
    switch critical.cause {
    case .gradient: "chi is above 1: gradients grow"
    case .fold: "the state leaves this size for a larger one"
    case .alternation: "the size of the state alternates"
    case .growth: "a large state grows without bound"
    }
  }

  /// The columns of ``criticalRows``; the last one holds words.
  static let criticalTitles = ["gain", "variance q", "saturated", "above it"]

  /// A row for each critical gain.
  var criticalRows: [[String]] {
    criticalGains.map { critical in
      [
        Self.number(critical.gain), Self.number(critical.variance),
        saturatedText(critical.variance), Self.meaning(of: critical),
      ]
    }
  }

  /// The columns of ``pointRows``.
  static let pointTitles = ["x", "f(x)", "f'(x)"]

  /// A row for each point that was asked for.
  var pointRows: [[String]] {
    points.indices.map { index in
      [points[index], values[index], slopes[index]].map(Self.wholeDigits)
    }
  }

  /// Every digit that a number has, and no `.0` behind a whole one.
  private static func wholeDigits(_ value: Double) -> String {
    let text = value.isFinite ? "\(value)" : number(value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private func saturatedText(_ variance: Double) -> String {
    field.saturatedShare(variance: variance).map { NumberText.percent($0, decimals: 1) } ?? "-"
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
