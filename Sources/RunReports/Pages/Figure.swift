/// A chart with its heading, its legend and one sentence on what to read off it.
public struct Figure: Sendable {
  /// Names the figure in its page, for links; letters, digits and hyphens, a letter first.
  public var id: String
  /// The heading.
  public var title: String
  /// The chart.
  public var chart: any Chart
  /// What to read off it.
  public var caption: String

  /// A figure.
  public init(id: String, title: String, chart: any Chart, caption: String) {
    self.id = id
    self.title = title
    self.chart = chart
    self.caption = caption
  }

  /// The figure as an element.
  var markup: Markup {
    var parts = [Markup("h3", text: title), chart.drawing(id: "\(id)-chart")]
    let legend = chart.legend
    if !legend.isEmpty {
      parts.append(Markup("ul", ["class": "legend"], legend.map(\.markup)))
    }
    return Markup(
      "figure", ["id": id], parts + [Markup("figcaption", text: caption)])
  }
}
