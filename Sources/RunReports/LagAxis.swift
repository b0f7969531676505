import Foundation

/// A logarithmic axis between two powers of ten.
public struct LagAxis: Equatable, Sendable {
  /// The decade d of the left end, 10^d.
  public let lowest: Int
  /// The decade of the right end.
  public let highest: Int

  /// An axis from 10^`lowest` to 10^`highest`; give the same one to charts that are compared.
  ///
  /// - Precondition: `lowest` is less than `highest`.
  public init(lowest: Int, highest: Int) {
    precondition(lowest < highest, "an axis cannot run from 1e\(lowest) to 1e\(highest)")
    self.lowest = lowest
    self.highest = highest
  }

  /// The axis that holds the values and 1, its ends multiples of three decades.
  ///
  /// It starts at 1e-03 or less, because a profile that falls below 1e-03 has vanished, and it
  /// grows to 1e-09 and 1e+09 at most: what is beyond those is as good as gone or exploded.
  public init(fitting values: [Double]) {
    let shown = values.filter { $0.isFinite && $0 > 0 }
    let least = shown.min().map { log10($0) } ?? 0
    let most = shown.max().map { log10($0) } ?? 0
    lowest = -3 * Int((-max(-9, min(-3, least)) / 3).rounded(.up))
    // A whisker above 1 is rounding or noise, no reason to give growth half of the chart.
    highest = most < 0.05 ? 0 : 3 * Int((min(9, most) / 3).rounded(.up))
  }

  /// Where a value stands, linear in log10(value): 0 at the left end, 1 at the right one.
  func position(of value: Double) -> Double {
    (log10(value) - Double(lowest)) / Double(highest - lowest)
  }

  /// The decades that carry a tick: both ends, and the multiples of three between them.
  var ticks: [Int] {
    (lowest...highest).filter { $0 == lowest || $0 == highest || $0.isMultiple(of: 3) }
  }

  /// The label of a decade: `1e-06`, and `1` for 10^0.
  static func label(_ decade: Int) -> String {
    let magnitude = decade.magnitude < 10 ? "0\(decade.magnitude)" : "\(decade.magnitude)"
    return decade == 0 ? "1" : "1e\(decade < 0 ? "-" : "+")\(magnitude)"
  }
}
