/// Series over a common axis, with bands, reference lines and marks.
///
/// ```swift
/// let chart = LineChart(
///   title: "tanh", description: "rises from -1 to 1",
///   x: ChartAxis("x", .linear(fitting: [-3, 3], isExact: true)),
///   y: ChartAxis("f(x)", .linear(fitting: points.map(\.y))),
///   series: [ChartSeries("tanh", points, style: .series(0))])
/// ```
public struct LineChart: Chart {
  /// What it shows, in a few words.
  public var title: String
  /// What is to be seen, for who cannot see it.
  public var description: String
  /// The horizontal axis.
  public var x: ChartAxis
  /// The vertical axis.
  public var y: ChartAxis
  /// The lines; later ones lie above.
  public var series: [ChartSeries]
  /// The filled bands below the lines.
  public var bands: [ChartBand]
  /// What happened where.
  public var marks: [ChartMark]
  /// What the marks are, for the legend.
  public var markName: String

  /// A chart.
  public init(
    title: String, description: String, x: ChartAxis, y: ChartAxis, series: [ChartSeries],
    bands: [ChartBand] = [], marks: [ChartMark] = [], markName: String = ""
  ) {
    self.title = title
    self.description = description
    self.x = x
    self.y = y
    self.series = series
    self.bands = bands
    self.marks = marks
    self.markName = markName
  }

  /// Every series, band and kind of mark that has a name; what is not measured comes after.
  public var legend: [LegendEntry] {
    let measured = series.filter { !$0.style.isReference }
    let lines = measured + series.filter(\.style.isReference)
    let entries =
      lines.map { LegendEntry($0.hasLine ? .line($0.style) : .dot($0.style), $0.name) }
      + bands.map { LegendEntry(.area($0.style), $0.name) }
      + (marks.isEmpty ? [] : [LegendEntry(.mark, markName)])
    return entries.filter { !$0.name.isEmpty }
  }

  /// The chart as an `svg` element.
  public func drawing(id: String) -> Markup {
    let frame = ChartFrame(
      title: title, description: description, x: x, y: y, plotHeight: LineChart.plotHeight)
    let areas = bands.map { area($0, frame) }
    return frame.drawing(
      id: id, plot: areas + series.flatMap { drawing($0, frame) },
      over: triangles(frame))
  }

  private static let plotHeight = 230.0
}

extension LineChart {
  private func drawing(_ series: ChartSeries, _ frame: ChartFrame) -> [Markup] {
    let pieces = LinePath(series.points, frame)
    var shapes: [Markup] = []
    if series.hasLine {
      shapes.append(Markup("path", ["class": series.style.lineClass, "d": pieces.data]))
    }
    if series.hasDots {
      shapes += pieces.places.map { place in
        Markup(
          "circle",
          [
            "class": "dot \(series.style.colorClass)", "cx": Coordinate.text(place.x),
            "cy": Coordinate.text(place.y), "r": "3",
          ])
      }
    }
    return shapes
  }

  private func area(_ band: ChartBand, _ frame: ChartFrame) -> Markup {
    let sections = band.sections.filter {
      frame.across($0.x) != nil && frame.down($0.lower) != nil && frame.down($0.upper) != nil
    }
    let upper = LinePath(sections.map { ChartPoint(x: $0.x, y: $0.upper) }, frame).data
    let lower = LinePath(sections.reversed().map { ChartPoint(x: $0.x, y: $0.lower) }, frame).data
    let outline = sections.isEmpty ? "" : upper + "L" + lower.dropFirst() + "z"
    return Markup("path", ["class": "area \(band.style.colorClass)", "d": outline])
  }

  /// Marks so close that they would be one blot are drawn as one, with both texts.
  private func triangles(_ frame: ChartFrame) -> [Markup] {
    var groups: [(place: Double, texts: [String])] = []
    for mark in marks {
      guard let place = frame.across(mark.x), (-0.5...frame.plotWidth + 0.5).contains(place)
      else { continue }
      if let last = groups.last, place - last.place < 3 {
        groups[groups.count - 1].texts.append(mark.text)
      } else {
        groups.append((place, [mark.text]))
      }
    }
    return groups.map { group in
      let shown = group.texts.prefix(3).joined(separator: "; ")
      let more = group.texts.count > 3 ? "; and \(group.texts.count - 3) more" : ""
      return ChartMark.triangle(at: group.place, shown + more)
    }
  }
}
