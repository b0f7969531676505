import Activations

/// What a function does, found by evaluating it; nothing here is known beforehand.
struct FunctionFacts {
  let activation: Activation<Double>

  /// The largest |f'| between -10 and 10.
  let largestSlope: Double

  /// Constant, even, odd, or none of these.
  let symmetry: String

  /// Whether no value is below the one before it.
  let isIncreasing: Bool

  /// Evaluates a function at 4,001 points from -10 to 10.
  init(_ activation: Activation<Double>) {
    self.activation = activation
    let points = (-2000...2000).map { Double($0) * 0.005 }
    let (values, slopes) = activation.evaluate(points)
    func agree(_ pairs: Zip2Sequence<[Double], [Double]>) -> Bool {
      pairs.allSatisfy { ($0 - $1).magnitude <= 1e-12 }
    }
    let mirrored = Array(values.reversed())
    if agree(zip(values, [Double](repeating: values[0], count: values.count))) {
      symmetry = "constant"
    } else if agree(zip(values, mirrored)) {
      symmetry = "even"
    } else {
      symmetry = agree(zip(values, mirrored.map { -$0 })) ? "odd" : "neither even nor odd"
    }
    largestSlope = slopes.map(\.magnitude).max() ?? 0
    isIncreasing = zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }
  }

  /// One line: bounds, form, kinks, slope.
  var line: String {
    let bounds = "values from \(short(activation.lowerBound)) to \(short(activation.upperBound))"
    let form = symmetry == "constant" ? symmetry : symmetry + (isIncreasing ? ", increasing" : "")
    let places = activation.kinks.map(short).joined(separator: ", ")
    let kinks = places.isEmpty ? "no kinks" : "kink at \(places)"
    return "\(bounds); \(form); \(kinks); |f'| at most \(short(largestSlope))"
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
