/// A point of a chart in the units of its axes.
public struct ChartPoint: Equatable, Sendable {
  /// Along the horizontal axis.
  public var x: Double
  /// Along the vertical axis; a value that is not finite, or that the axis cannot show, leaves a
  /// gap in a line.
  public var y: Double

  /// A point.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}
