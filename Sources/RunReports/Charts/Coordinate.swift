/// A number in a drawing: one decimal, the same bytes everywhere.
///
/// A tenth of a unit is finer than any screen shows, and short numbers keep pages small.
enum Coordinate {
  /// Such as `12.3`, `12` and `-0.5`; far outside of any drawing it is cut to a million.
  static func text(_ value: Double) -> String {
    guard !value.isNaN else { return "0" }
    let tenths = Int((max(-1e6, min(1e6, value)) * 10).rounded())
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    let sign = tenths < 0 ? "-" : ""
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }
}
