/// A line of a chart.
public struct ChartSeries: Equatable, Sendable {
  /// What it shows, for the legend.
  public var name: String
  /// In the order of x; a point that has no place leaves a gap.
  public var points: [ChartPoint]
  /// How it is told from others.
  public var style: SeriesStyle
  /// Whether every point is marked by a dot, as is good where they are few.
  public var hasDots: Bool
  /// Whether a line leads from point to point.
  public var hasLine: Bool

  /// A series.
  public init(
    _ name: String, _ points: [ChartPoint], style: SeriesStyle, hasDots: Bool = false,
    hasLine: Bool = true
  ) {
    self.name = name
    self.points = points
    self.style = style
    self.hasDots = hasDots
    self.hasLine = hasLine
  }

  /// A straight line that is not measured: a theory, a bound, a fit.
  public static func reference(
    _ name: String, from start: ChartPoint, to end: ChartPoint, number: Int = 0
  ) -> ChartSeries {
    ChartSeries(name, [start, end], style: .reference(number))
  }
}
