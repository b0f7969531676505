/// A drawing with axes, and the legend that belongs beside it.
///
/// The legend is not a part of the drawing, so that it wraps as text does on a narrow screen.
public protocol Chart: Sendable {
  /// What there is to tell apart; empty where one series needs no name.
  var legend: [LegendEntry] { get }

  /// The chart as an `svg` element with its title and description for who cannot see it.
  ///
  /// - Parameter id: names the element; may be used once in a page, and starts with a letter.
  func drawing(id: String) -> Markup
}
