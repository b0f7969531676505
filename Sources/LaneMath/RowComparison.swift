/// A comparison of two lanes; NaN compares unequal to all.
public enum RowComparison: Sendable {
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  case equal
  case notEqual
}
