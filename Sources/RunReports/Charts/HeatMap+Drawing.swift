extension HeatMap {
  private static let plotHeight = 230.0
  /// More would be thinner than can be seen.
  private static let mostColumns = 148
  private static let mostRows = 115

  /// The map as an `svg` element, its colour scale below.
  public func drawing(id: String) -> Markup {
    let lags = columns.map(\.values.count).max() ?? 0
    let shown = shownColumns
    var frame = ChartFrame(
      title: title, description: description,
      x: ChartAxis(
        "after update", AxisScale(.linear, from: 0, to: Double(max(1, shown.count))), isWhole: true),
      y: ChartAxis("lag k", AxisScale(.linear, from: 0, to: Double(max(1, lags))), isWhole: true),
      plotHeight: HeatMap.plotHeight)
    frame.footer = 52
    return frame.drawing(
      id: id, plot: cells(shown, lags: lags, frame),
      over: marks(shown, frame) + [colorScale(frame)], xTicks: ticks(shown))
  }

  /// As many columns as can be told apart; of several that share a place a marked one is shown.
  private var shownColumns: [Column] {
    let width = (columns.count + HeatMap.mostColumns - 1) / HeatMap.mostColumns
    guard width > 1 else { return columns }
    return stride(from: 0, to: columns.count, by: width).map { start in
      let group = columns[start..<min(start + width, columns.count)]
      return group.first(where: \.isMarked) ?? columns[start]
    }
  }

  /// One path for each colour: neighbours in a column that share it are one rectangle.
  private func cells(_ shown: [Column], lags: Int, _ frame: ChartFrame) -> [Markup] {
    var paths: [HeatLevel: String] = [:]
    let rows = min(lags, HeatMap.mostRows)
    for (index, column) in shown.enumerated() {
      let left = edge(index, of: shown.count, over: frame.plotWidth)
      let right = edge(index + 1, of: shown.count, over: frame.plotWidth)
      var row = 0
      while row < rows {
        let level = level(column, row: row, of: rows, lags: lags)
        var end = row + 1
        while end < rows, self.level(column, row: end, of: rows, lags: lags) == level { end += 1 }
        if let level {
          let top = frame.plotHeight - edge(end, of: rows, over: frame.plotHeight)
          let bottom = frame.plotHeight - edge(row, of: rows, over: frame.plotHeight)
          paths[level, default: ""] +=
            "M\(Coordinate.text(left)) \(Coordinate.text(top))H\(Coordinate.text(right))"
            + "V\(Coordinate.text(bottom))H\(Coordinate.text(left))z"
        }
        row = end
      }
    }
    let order = [.gone] + HeatLevel.scale + [.overflow]
    let shapes = order.compactMap { level in
      paths[level].map { Markup("path", ["class": level.colorClass, "d": $0]) }
    }
    return [Markup("g", ["class": "heat"], shapes)]
  }

  private func level(_ column: Column, row: Int, of rows: Int, lags: Int) -> HeatLevel? {
    // The middle of the lags that share a row; the first and the last row are the ends.
    let lag = rows > 1 ? (row * (lags - 1) + (rows - 1) / 2) / (rows - 1) : 0
    guard lag < column.values.count, let value = column.values[lag] else { return nil }
    return HeatLevel(value, decades: decades)
  }

  private func edge(_ index: Int, of count: Int, over length: Double) -> Double {
    (Double(index) / Double(max(1, count)) * length * 10).rounded() / 10
  }

  private func ticks(_ shown: [Column]) -> [AxisScale.Tick] {
    guard !shown.isEmpty else { return [] }
    let count = min(shown.count, AxisScale.mostTicks)
    return (0..<count).map { tick in
      let index = count == 1 ? 0 : tick * (shown.count - 1) / (count - 1)
      return AxisScale.Tick(
        value: Double(index) + 0.5, label: TickText.update(shown[index].update))
    }
  }

  private func marks(_ shown: [Column], _ frame: ChartFrame) -> [Markup] {
    shown.indices.filter { shown[$0].isMarked }.compactMap { index in
      frame.across(Double(index) + 0.5).map { place in
        ChartMark.triangle(
          at: place, "after update \(NumberText.count(shown[index].update)): \(markName)")
      }
    }
  }

  private func colorScale(_ frame: ChartFrame) -> Markup {
    let levels = HeatLevel.scale
    let top = frame.plotHeight + 58
    var parts = levels.enumerated().map { index, level in
      let left = edge(index, of: levels.count, over: frame.plotWidth)
      let right = edge(index + 1, of: levels.count, over: frame.plotWidth)
      return Markup(
        "rect",
        [
          "class": level.colorClass, "x": Coordinate.text(left), "y": Coordinate.text(top),
          "width": Coordinate.text(right - left), "height": "12",
        ])
    }
    for level in stride(from: -HeatLevel.steps, through: HeatLevel.steps, by: 2) {
      let index = Double(level + HeatLevel.steps) + 0.5
      let power = TickText.power(of: level * decades / HeatLevel.steps)
      let bound = level == -HeatLevel.steps ? "≤" : level == HeatLevel.steps ? "≥" : ""
      parts.append(
        Markup(
          "text",
          [
            "x": Coordinate.text(index / Double(levels.count) * frame.plotWidth),
            "y": Coordinate.text(top + 28), "class": "x",
          ], text: bound + power))
    }
    return Markup(
      "g", ["class": "heat scale"], [Markup("title", text: quantity)] + parts)
  }
}
