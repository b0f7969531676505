/// A comparison of two lanes; NaN compares unequal to all.
public enum RowComparison: Sendable {
  /// u < v
  case less
  /// u <= v
  case lessOrEqual
  /// u > v
  case greater
  /// u >= v
  case greaterOrEqual
  /// u == v
  case equal
  /// u != v
  case notEqual
}
