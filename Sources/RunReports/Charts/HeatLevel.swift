import Foundation

/// A value as a colour of a diverging scale around 1, in equal factors.
///
/// Blue is less than 1, red is more, and what is near 1 is nearly the colour of the page; lightness
/// falls (on dark pages it rises) steadily to both sides, so that it reads in grey as well.
public enum HeatLevel: Hashable, Sendable {
  /// From -6 (least) over 0 (near 1) to 6 (most).
  case level(Int)
  /// Exactly zero.
  case gone
  /// Not finite.
  case overflow

  /// The number of levels on either side of the middle.
  static let steps = 6

  /// The level of a value on a scale that ends at 10^±`decades`; what lies beyond has the last
  /// level.
  ///
  /// - Precondition: `decades` is positive, and the value is not negative.
  public init(_ value: Double, decades: Int) {
    precondition(decades > 0 && !(value < 0), "no colour for \(value) within \(decades) decades")
    guard value.isFinite else {
      self = .overflow
      return
    }
    guard value > 0 else {
      self = .gone
      return
    }
    let level = (log10(value) / Double(decades) * Double(HeatLevel.steps)).rounded()
    self = .level(Int(max(-6, min(6, level))))
  }

  /// All levels of a scale, from the least to the most.
  static var scale: [HeatLevel] { (-steps...steps).map { .level($0) } }

  /// The class that sets the colour.
  var colorClass: String {
    switch self {
    case .level(let level): level < 0 ? "n\(-level)" : "p\(level)"
    case .gone: "gone"
    case .overflow: "lost"
    }
  }
}
