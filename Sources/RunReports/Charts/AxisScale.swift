import Foundation

/// How the values of an axis are spread over its length: evenly, or evenly by factors.
public struct AxisScale: Equatable, Sendable {
  /// What equal distances on an axis mean.
  public enum Kind: Equatable, Sendable {
    /// Equal differences.
    case linear
    /// Equal factors.
    case logarithmic
  }

  /// What equal distances mean.
  public let kind: Kind
  /// The value at the left or lower end.
  public let lower: Double
  /// The value at the right or upper end.
  public let upper: Double

  /// A scale between two values.
  ///
  /// - Precondition: both are finite, `lower` is less than `upper`, and on a logarithmic scale
  ///   above zero.
  public init(_ kind: Kind, from lower: Double, to upper: Double) {
    precondition(
      lower.isFinite && upper.isFinite && lower < upper && (kind == .linear || lower > 0),
      "an axis (\(kind)) cannot run from \(lower) to \(upper)")
    self.kind = kind
    self.lower = lower
    self.upper = upper
  }

  /// A linear scale that holds all finite values; its ends are round unless `isExact`.
  ///
  /// - Parameters:
  ///   - values: what is to be shown; with none that is finite the scale runs from 0 to 1.
  ///   - zero: whether 0 belongs on the axis.
  ///   - isExact: whether the scale ends at the least and largest value, as time axes do.
  public static func linear(
    fitting values: some Sequence<Double>, zero: Bool = false, isExact: Bool = false
  ) -> AxisScale {
    let shown = values.filter { $0.isFinite } + (zero ? [0] : [])
    var (least, most) = (shown.min() ?? 0, shown.max() ?? 1)
    // Nearly equal values would be spread so far that rounding noise looks like a signal.
    if most - least <= 1e-9 * max(least.magnitude, most.magnitude) {
      let margin = most == 0 ? 1 : 0.5 * most.magnitude
      (least, most) = (zero && least >= 0 ? 0 : least - margin, most + margin)
    }
    guard !isExact else { return AxisScale(.linear, from: least, to: most) }
    let step = tickStep(least, most, atMost: mostTicks - 1)
    return AxisScale(
      .linear, from: (least / step + roundingSlack).rounded(.down) * step,
      to: (most / step - roundingSlack).rounded(.up) * step)
  }

  /// A logarithmic scale that holds all values above zero, within 10^±`decades`.
  ///
  /// - Parameters:
  ///   - values: what is to be shown; zeros, negative and non-finite ones are passed over, and with
  ///     no other the scale runs from 0.1 to 10.
  ///   - decades: what lies further from 1 than this many powers of ten is cut off.
  public static func logarithmic(
    fitting values: some Sequence<Double>, decades: Int = 15
  ) -> AxisScale {
    let shown = values.filter { $0.isFinite && $0 > 0 }.map { log10($0) }
    let limit = Double(decades)
    guard let least = shown.min(), let most = shown.max() else {
      return AxisScale(.logarithmic, from: 0.1, to: 10)
    }
    let (low, high) = (max(-limit, min(limit - 1, least)), min(limit, max(1 - limit, most)))
    if high - low > 1.5 {
      return AxisScale(
        .logarithmic, from: pow(10, (low + roundingSlack).rounded(.down)),
        to: pow(10, (high - roundingSlack).rounded(.up)))
    }
    return AxisScale(
      .logarithmic, from: roundFactor(at: low - 0.02, .down), to: roundFactor(at: high + 0.02, .up))
  }

  /// Where a value stands: 0 at the lower end, 1 at the upper one; nil for what has no place, such
  /// as NaN, or zero on a logarithmic scale.
  public func position(of value: Double) -> Double? {
    switch kind {
    case .linear:
      let share = (value - lower) / (upper - lower)
      return share.isFinite ? share : nil
    case .logarithmic:
      guard value > 0 else { return nil }
      let share = (log10(value) - log10(lower)) / (log10(upper) - log10(lower))
      return share.isFinite ? share : nil
    }
  }

  /// How many ticks an axis has at most: on a telephone more labels would touch.
  static let mostTicks = 6
  /// All that a Double holds: an explosion reaches 1e30 within an update, and is to be seen there.
  static let allDecades = 300
  /// A share of a step within which a value counts as lying on a tick.
  static let roundingSlack = 1e-9

  /// The nearest 1, 2 or 5 times a power of ten at or beyond 10^`exponent`.
  private static func roundFactor(
    at exponent: Double, _ rule: FloatingPointRoundingRule
  ) -> Double {
    let decade = exponent.rounded(.down)
    let fraction = exponent - decade
    let factors = [1.0, 2, 5, 10]
    let factor =
      rule == .up
      ? factors.first { log10($0) >= fraction - roundingSlack }
      : factors.last { log10($0) <= fraction + roundingSlack }
    return (factor ?? 10) * pow(10, decade)
  }
}
