import LaneMath

/// Order statistics of a few numbers.
public enum Quantile {
  /// The `share` quantile of `values`, interpolated linearly between neighbours in order.
  ///
  /// Infinite values are allowed; next to one there is no interpolation, the nearer is taken.
  ///
  /// - Precondition: there is a value, none is NaN, and `share` is in 0...1.
  public static func of(_ values: [Double], _ share: Double) -> Double {
    require(
      !values.isEmpty && share >= 0 && share <= 1, "quantile \(share) of \(values.count) values")
    return of(sorted: values.sorted(), share)
  }

  /// The same of values in ascending order, for several shares of the same values.
  static func of(sorted: [Double], _ share: Double) -> Double {
    let position = share * Double(sorted.count - 1)
    let below = Int(position)
    let above = min(below + 1, sorted.count - 1)
    let fraction = position - Double(below)
    guard sorted[below].isFinite && sorted[above].isFinite else {
      return fraction < 0.5 ? sorted[below] : sorted[above]
    }
    return sorted[below] + fraction * (sorted[above] - sorted[below])
  }

  /// The middle of `values`, nil for none.
  public static func median(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : of(values, 0.5)
  }
}
