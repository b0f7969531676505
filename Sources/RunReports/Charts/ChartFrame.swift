/// What charts have in common: the plot's place in the drawing, its grid, ticks and titles.
///
/// Drawings are 520 units wide and scale with their place. The margins hold the ticks in the large
/// letters of a narrow screen too.
struct ChartFrame {
  static let width = 520.0
  static let left = 64.0
  static let right = 16.0
  static let top = 40.0
  static let bottom = 50.0

  let title: String
  let description: String
  let x: ChartAxis
  let y: ChartAxis
  let plotHeight: Double
  /// Room below the axis, such as for a colour scale.
  var footer = 0.0

  var plotWidth: Double { ChartFrame.width - ChartFrame.left - ChartFrame.right }
  var height: Double { ChartFrame.top + plotHeight + ChartFrame.bottom + footer }

  /// Where a value of the horizontal axis lies in the plot, from its left edge.
  func across(_ value: Double) -> Double? {
    x.scale.position(of: value).map { $0 * plotWidth }
  }

  /// Where a value of the vertical axis lies in the plot, from its upper edge.
  func down(_ value: Double) -> Double? {
    y.scale.position(of: value).map { (1 - $0) * plotHeight }
  }

  /// The whole drawing.
  ///
  /// - Parameters:
  ///   - plot: what is cut off at the edges of the plot, in its coordinates.
  ///   - over: what is drawn above it all, in the plot's coordinates, and is not cut off.
  ///   - xTicks: the ticks of the horizontal axis; by default those of its scale.
  func drawing(
    id: String, plot: [Markup], over: [Markup] = [], xTicks: [AxisScale.Tick]? = nil
  ) -> Markup {
    let size = "0 0 \(Coordinate.text(ChartFrame.width)) \(Coordinate.text(height))"
    let origin = "translate(\(Coordinate.text(ChartFrame.left)) \(Coordinate.text(ChartFrame.top)))"
    // A line or a dot on the very edge of the plot is not cut in half.
    let margin = 4.0
    let (width, height) = (plotWidth + 2 * margin, plotHeight + 2 * margin)
    let area: KeyValuePairs = [
      "x": Coordinate.text(-margin), "y": Coordinate.text(-margin),
      "width": Coordinate.text(width), "height": Coordinate.text(height),
      "viewBox": [-margin, -margin, width, height].map(Coordinate.text).joined(separator: " "),
    ]
    return Markup(
      "svg",
      [
        "class": "chart", "viewBox": size, "role": "img",
        "aria-labelledby": "\(id)-title \(id)-description",
      ],
      [
        Markup("title", ["id": "\(id)-title"], text: title),
        Markup("desc", ["id": "\(id)-description"], text: description),
        Markup(
          "g", ["transform": origin],
          [grid(xTicks ?? x.ticks), Markup("svg", area, plot), titles] + over),
      ])
  }

  private func grid(_ xTicks: [AxisScale.Tick]) -> Markup {
    var lines = ""
    var labels: [Markup] = []
    for tick in y.ticks {
      guard let position = down(tick.value) else { continue }
      lines += "M0 \(Coordinate.text(position))H\(Coordinate.text(plotWidth))"
      labels.append(
        Markup(
          "text", ["x": "-8", "y": Coordinate.text(position), "class": "y"], text: tick.label))
    }
    let base = Coordinate.text(plotHeight)
    for tick in xTicks {
      guard let position = across(tick.value) else { continue }
      lines += "M\(Coordinate.text(position)) \(base)v5"
      labels.append(
        Markup(
          "text",
          [
            "x": Coordinate.text(position), "y": Coordinate.text(plotHeight + 20),
            "class": anchor(position),
          ], text: tick.label))
    }
    return Markup("g", ["class": "axes"], [Markup("path", ["d": lines])] + labels)
  }

  /// A label at the right edge of a drawing ends there, so that it is not cut off.
  private func anchor(_ position: Double) -> String {
    position > plotWidth - 12 ? "x last" : "x"
  }

  private var titles: Markup {
    Markup(
      "g", ["class": "titles"],
      [
        Markup(
          "text", ["x": Coordinate.text(8 - ChartFrame.left), "y": "-16"], text: y.title),
        Markup(
          "text",
          [
            "x": Coordinate.text(plotWidth), "y": Coordinate.text(plotHeight + 42),
            "class": "end",
          ], text: x.title),
      ])
  }
}
