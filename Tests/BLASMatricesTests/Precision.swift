import BLASMatrices

/// The scalars that a test runs for.
enum Precision: String, CaseIterable, Sendable {
  case float
  case double

  var scalar: any BLASScalar.Type { self == .float ? Float.self : Double.self }
}

/// How far a result may be from its Double reference, max |a - b| / max |b|.
enum Tolerance {
  /// Float keeps 24 bits; sums here have at most a few hundred terms.
  static let float = 2e-6
  /// Double keeps 53 bits.
  static let double = 1e-14

  static func of<Scalar: BLASScalar>(_ scalar: Scalar.Type) -> Double {
    scalar == Float.self ? float : double
  }
}

/// max |a - b| / max |b|, infinite where the counts differ or something is not finite.
func normwiseError<Scalar: BLASScalar>(_ found: [Scalar], _ expected: [Double]) -> Double {
  guard found.count == expected.count else { return .infinity }
  var (difference, size) = (0.0, 0.0)
  for (a, b) in zip(found, expected) {
    guard a.isFinite, b.isFinite else { return .infinity }
    difference = max(difference, abs(Double(a) - b))
    size = max(size, abs(b))
  }
  return difference == 0 ? 0 : difference / size
}
