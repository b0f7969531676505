/// Numbers of the records over the updates: one run's several, or one of several runs.
struct TrendFigure {
  let id: String
  let title: String
  /// The vertical axis.
  let axis: String
  let series: [ChartSeries]
  var isLogarithmic = false
  /// Whether the axis starts at 0.
  var hasZero = true
  /// A line across at a height with a meaning.
  var level: (name: String, height: Double)?
  let caption: String

  /// The figure; nil where no series has a point.
  var figure: Figure? {
    let shown = series.filter { !$0.points.isEmpty }.map { series in
      var series = series
      // A line through one point is no line.
      if series.points.count == 1 { series.hasDots = true }
      return series
    }
    let updates = shown.flatMap(\.points).map(\.x)
    guard let first = updates.min(), let last = updates.max() else { return nil }
    let values = shown.flatMap(\.points).map(\.y) + [level?.height].compactMap(\.self)
    let end = max(first + 1, last)
    var lines = shown
    if let level {
      lines.insert(
        .reference(
          level.name, from: ChartPoint(x: first, y: level.height),
          to: ChartPoint(x: end, y: level.height)), at: 0)
    }
    return Figure(
      id: id, title: title,
      chart: LineChart(
        title: title, description: caption,
        x: ChartAxis("update", AxisScale(.linear, from: first, to: end), isWhole: true),
        y: ChartAxis(
          axis,
          isLogarithmic
            ? .logarithmic(fitting: values, decades: AxisScale.allDecades)
            : .linear(fitting: values, zero: hasZero)),
        series: lines),
      caption: caption)
  }
}
