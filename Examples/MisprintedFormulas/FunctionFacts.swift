import Activations

/// What a function does to a recurrent network, found by looking at it; nothing here is known
/// beforehand.
struct FunctionFacts {
  let activation: Activation<Double>
  let analysis: ActivationAnalysis
  /// The gain from which on gradients grow in an Elman network; nil where there is none.
  let criticalGain: Double?

  /// Looks at a function.
  init(_ activation: Activation<Double>) {
    self.activation = activation
    analysis = ActivationAnalysis(activation)
    criticalGain = MeanField(activation).criticalGain()?.gain
  }

  /// One line: bounds, form, kinks, slope, critical gain.
  var line: String {
    let places = analysis.kinks.map(short).joined(separator: ", ")
    return [
      "values from \(short(analysis.lowerBound)) to \(short(analysis.upperBound))", form,
      places.isEmpty ? "no kinks" : "kink at \(places)",
      "|f'| at most \(short(analysis.lipschitz))",
      criticalGain.map { "critical gain \(short($0))" } ?? "no critical gain",
    ].compactMap { $0 }.joined(separator: "; ")
  }

  /// Constant, even or odd; nil for none of these.
  private var form: String? {
    if analysis.lipschitz == 0 { return "constant" }
    return analysis.parity == .neither ? nil : analysis.parity.rawValue
  }

  /// The values at some points.
  func values(at points: [Double]) -> [String] {
    activation.evaluate(points).values.map { fixed($0, 4) }
  }
}

/// A number with so many decimals.
func fixed(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite, value.magnitude < 1e6 else { return short(value) }
  let scale = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
  let whole = Int((value.magnitude * scale).rounded())
  let digits = String(whole)
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  let sign = value < 0 && whole > 0 ? "-" : ""
  return decimals == 0
    ? sign + padded : sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
}

/// A number without needless decimals; a power of ten where it is large.
func short(_ value: Double) -> String {
  guard value.isFinite else { return value.isNaN ? "nan" : (value < 0 ? "-inf" : "inf") }
  guard value.magnitude < 1e4 else {
    var (mantissa, exponent) = (value, 0)
    while mantissa.magnitude >= 9.95 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    return "\(fixed(mantissa, 1))e\(exponent)"
  }
  let text = fixed(value, 4)
  let trimmed = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
  return text.hasSuffix(".0000") ? String(text.dropLast(5)) : String(trimmed.reversed())
}
