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
}
