/// Something that happened at a place of a chart: a triangle at its upper edge.
public struct ChartMark: Equatable, Sendable {
  /// Where it happened along the horizontal axis.
  public var x: Double
  /// What happened; shown where the pointer rests, and read aloud.
  public var text: String

  /// A mark.
  public init(x: Double, _ text: String) {
    self.x = x
    self.text = text
  }

  /// The triangle above a plot at a place of its horizontal axis, with a text.
  static func triangle(at place: Double, _ text: String) -> Markup {
    Markup(
      "path", ["class": "mark", "d": "M\(Coordinate.text(place - 4.5)) -9h9l-4.5 8z"],
      [Markup("title", text: text)])
  }
}
