/// An axis of a chart: what it shows, and how its values are spread.
public struct ChartAxis: Equatable, Sendable {
  /// What is shown, with its unit, such as `loss (nats)`.
  public var title: String
  /// How the values are spread.
  public var scale: AxisScale

  /// An axis.
  public init(_ title: String, _ scale: AxisScale) {
    self.title = title
    self.scale = scale
  }
}
