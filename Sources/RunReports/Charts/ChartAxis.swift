/// An axis of a chart: what it shows, and how its values are spread.
public struct ChartAxis: Equatable, Sendable {
  /// What is shown, with its unit, such as `loss (nats)`.
  public var title: String
  /// How the values are spread.
  public var scale: AxisScale
  /// Whether only whole numbers are marked, as on an axis of updates.
  public var isWhole: Bool

  /// An axis.
  public init(_ title: String, _ scale: AxisScale, isWhole: Bool = false) {
    self.title = title
    self.scale = scale
    self.isWhole = isWhole
  }

  /// The places that are marked.
  var ticks: [AxisScale.Tick] {
    guard isWhole else { return scale.ticks }
    return scale.ticks.filter { $0.value == $0.value.rounded() }.map { tick in
      // Halves between the ticks are gone, and so is the decimal that they needed.
      tick.value.magnitude < 1e4
        ? AxisScale.Tick(value: tick.value, label: NumberText.count(Int(tick.value))) : tick
    }
  }
}
