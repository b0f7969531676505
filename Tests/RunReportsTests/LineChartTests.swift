import Foundation
import RunReports
import Testing

struct LineChartTests {
  private static let chart = LineChart(
    title: "Loss", description: "It spikes once & falls.",
    x: ChartAxis("update", AxisScale(.linear, from: 0, to: 4)),
    y: ChartAxis("loss (nats)", AxisScale(.logarithmic, from: 1, to: 100)),
    series: [
      .reference("ln V", from: ChartPoint(x: 0, y: 4), to: ChartPoint(x: 4, y: 4)),
      ChartSeries(
        "training", [4, 50, .nan, 3, 2].enumerated().map { ChartPoint(x: Double($0), y: $1) },
        style: .series(0), hasDots: true),
    ],
    bands: [
      ChartBand(
        "half of the rows",
        [.init(x: 0, lower: 3, upper: 5), .init(x: 4, lower: 1.5, upper: 2.5)], style: .series(0))
    ],
    marks: [ChartMark(x: 1, "update 1")], markName: "spike")

  @Test func `a small chart is these bytes`() throws {
    try GoldenFile(name: "line-chart.svg").expect(Self.chart.drawing(id: "loss").rendered + "\n")
  }

  @Test func `the legend names what is measured first, then lines beside it, bands and marks`() {
    #expect(Self.chart.legend.map(\.name) == ["training", "ln V", "half of the rows", "spike"])
  }

  @Test func `a spike of one update among a hundred thousand is still drawn`() {
    var points = (0..<100_000).map { ChartPoint(x: Double($0), y: 1) }
    points[54_321].y = 99
    let chart = LineChart(
      title: "", description: "", x: ChartAxis("", AxisScale(.linear, from: 0, to: 1e5)),
      y: ChartAxis("", AxisScale(.linear, from: 0, to: 100)),
      series: [ChartSeries("", points, style: .series(0))])
    let drawing = chart.drawing(id: "a").rendered
    // 230 units high, so that 99 of 100 lies 2.3 below the upper edge.
    #expect(drawing.contains(" 2.3L"))
    #expect(drawing.utf8.count < 30_000)
  }

  @Test func `marks that would be one blot are one, with their texts`() {
    var chart = Self.chart
    chart.x.scale = AxisScale(.linear, from: 0, to: 1000)
    chart.marks = [1, 2, 3, 4, 900].map { ChartMark(x: $0, "update \(Int($0))") }
    let drawing = chart.drawing(id: "a").rendered
    #expect(drawing.components(separatedBy: "class=\"mark\"").count == 3)
    #expect(drawing.contains("<title>update 1; update 2; update 3; and 1 more</title>"))
  }

  @Test func `points without a line are dots, in the legend too`() {
    var chart = Self.chart
    chart.series = [
      ChartSeries(
        "fixed point", [ChartPoint(x: 1, y: 10), ChartPoint(x: 2, y: 20)], style: .series(1),
        hasDots: true, hasLine: false)
    ]
    let drawing = chart.drawing(id: "a").rendered
    #expect(drawing.components(separatedBy: "class=\"dot s1\"").count == 3)
    #expect(!drawing.contains("class=\"line s1"))
    #expect(chart.legend.first == LegendEntry(.dot(.series(1)), "fixed point"))
  }
}
