import BLASMatrices

/// The scalars that a test runs for.
enum Precision: String, CaseIterable, Sendable {
  case float
  case double

  var scalar: any BLASScalar.Type { self == .float ? Float.self : Double.self }
}

/// max |a - b| / max |b|, infinite where the counts differ or something is not finite.
func normwiseError<A: BLASScalar, B: BLASScalar>(_ found: [A], _ expected: [B]) -> Double {
  guard found.count == expected.count else { return .infinity }
  var (difference, size) = (0.0, 0.0)
  for (a, b) in zip(found, expected) {
    guard a.isFinite, b.isFinite else { return .infinity }
    difference = max(difference, abs(Double(a) - Double(b)))
    size = max(size, abs(Double(b)))
  }
  return difference == 0 ? 0 : difference / size
}

extension BLASScalar {
  /// The one of two tolerances that belongs to this scalar.
  static func tolerance(float: Double, double: Double) -> Double {
    self == Float.self ? float : double
  }
}
