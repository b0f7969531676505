/// A chart as a file of its own: its heading, its legend and its style sheet are in the picture.
///
/// For what shows pictures and no pages, such as a README. It follows the reader's choice of a
/// light or dark screen, and needs no network and no font.
///
/// ```swift
/// let picture = ChartPicture(title: "Profile", chart: chart)
/// try AtomicFile.write(Data(picture.svg.utf8), to: url)
/// ```
public struct ChartPicture: Sendable {
  /// The heading.
  public var title: String
  /// The chart.
  public var chart: any Chart

  /// A picture.
  public init(title: String, chart: any Chart) {
    self.title = title
    self.chart = chart
  }

  /// The bytes of an SVG file.
  public var svg: String {
    let lines = legendLines
    let header = Self.headingHeight + Double(lines.count) * Self.lineHeight
    let (drawing, chartHeight) = placed(chart.drawing(id: "chart"), below: header)
    let width = Coordinate.text(ChartFrame.width)
    let height = Coordinate.text(header + chartHeight)
    let heading = Markup(
      "text", ["class": "heading", "x": "8", "y": "22"], text: title)
    let picture = Markup(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(width) \(height)",
        "width": width, "height": height, "role": "img", "aria-labelledby": "chart-title",
      ],
      [
        Markup("style", [:], [.text(PageStyle.chartCSS + Self.css)]),
        Markup("rect", ["class": "card", "width": width, "height": height, "rx": "8"]),
        Markup("g", ["class": "chart"], [heading] + lines.flatMap { $0 }),
        drawing,
      ])
    return picture.rendered + "\n"
  }

  private static let headingHeight = 34.0
  private static let lineHeight = 20.0
  /// About how wide a letter of the legend is, rather more than less.
  private static let letterWidth = 7.5

  private static let css = """
    text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
    .card{fill:var(--card)}
    .chart text.heading{font-size:16px;font-weight:650;fill:var(--ink)}
    """

  /// The legend in as many lines as it takes.
  private var legendLines: [[Markup]] {
    var lines: [[Markup]] = []
    var left = Double.infinity
    for entry in chart.legend {
      let width = 56 + Double(entry.name.count) * Self.letterWidth
      if left + width > ChartFrame.width {
        lines.append([])
        left = 8
      }
      let top = Self.headingHeight + Double(lines.count - 1) * Self.lineHeight
      let place = "translate(\(Coordinate.text(left)) \(Coordinate.text(top)))"
      lines[lines.count - 1].append(
        Markup(
          "g", ["transform": place],
          [entry.shape, Markup("text", ["x": "37", "y": "11"], text: entry.name)]))
      left += width
    }
    return lines
  }

  /// A drawing with a place in the picture, and its height in units.
  private func placed(_ drawing: Markup, below top: Double) -> (Markup, height: Double) {
    guard case .element(let name, let attributes, let children) = drawing,
      let box = attributes.first(where: { $0.name == "viewBox" }),
      let height = box.value.split(separator: " ").last.flatMap({ Double($0) })
    else { return (drawing, 0) }
    // The style wins over the page's rule for drawings, which takes the width of a column.
    let size = "width:\(Coordinate.text(ChartFrame.width))px;height:\(Coordinate.text(height))px"
    let place = [
      MarkupAttribute(name: "y", value: Coordinate.text(top)),
      MarkupAttribute(name: "style", value: size),
    ]
    return (.element(name: name, attributes: attributes + place, children: children), height)
  }
}
