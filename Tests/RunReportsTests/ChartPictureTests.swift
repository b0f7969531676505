import Foundation
import RunReports
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

struct ChartPictureTests {
  private static let chart = LineChart(
    title: "Time", description: "It grows.",
    x: ChartAxis("H", .logarithmic(fitting: [32, 1024])),
    y: ChartAxis("µs per character", .logarithmic(fitting: [0.1, 10])),
    series: ["tanh", "gru, which is slower", "what the arithmetic of blocks and tapes gives"]
      .enumerated().map { index, name in
        ChartSeries(
          name, [ChartPoint(x: 32, y: 0.1), ChartPoint(x: 1024, y: 10)], style: .series(index))
      })

  private static let svg = ChartPicture(title: "Time < & memory", chart: chart).svg

  @Test func `a picture is a whole document that asks for nothing else`() {
    let parser = XMLParser(data: Data(Self.svg.utf8))
    #expect(parser.parse())
    // The name space is the one address in it.
    #expect(Self.svg.components(separatedBy: "http").count == 2)
    #expect(!Self.svg.contains("url("))
  }

  @Test func `heading, legend and colours are in the picture`() {
    #expect(Self.svg.contains(">Time &lt; &amp; memory</text>"))
    for series in Self.chart.series { #expect(Self.svg.contains(">\(series.name)</text>")) }
    #expect(Self.svg.contains("--s0:#0072b2"))
    #expect(Self.svg.contains("prefers-color-scheme:dark"))
  }

  @Test func `a legend that is too wide for a line goes on in the next`() {
    // 34 units of heading, two lines of 20, and the chart's 320.
    #expect(Self.svg.contains("viewBox=\"0 0 520 394\""))
    #expect(Self.svg.contains("y=\"74\" style=\"width:520px;height:320px\""))
  }
}
