import RunReports
import Testing

@Suite struct ActivationChartTests {
  private let relu = ActivationChart(over: -2...2) { places in
    places.map { ActivationChart.Point(x: $0, value: max(0, $0), derivative: $0 > 0 ? 1 : 0) }
  }

  @Test(arguments: GlyphStyle.allCases, [30, 60, 200])
  func `the plot fits its width`(style: GlyphStyle, width: Int) {
    let lines = relu.lines(width: width, style: style)
    #expect(lines.count == 19)
    #expect(lines.allSatisfy { DisplayText.width(of: $0) <= width })
    if style == .ascii { #expect(lines.allSatisfy { $0.allSatisfy(\.isASCII) }) }
  }

  @Test func `both curves stand where their values are`() {
    let lines = relu.lines(width: 50, style: .ascii)
    // The top row holds the largest value, at the right end; the bottom row the zeros at the left.
    #expect(lines[1].hasPrefix("   2.00+") && lines[1].hasSuffix("*"))
    #expect(lines[17].hasPrefix("      0+****"))
    // The derivative's 1 is half way up, right of x = 0.
    #expect(lines[9].contains("....."))
    #expect(lines[18].hasPrefix("        -2.00") && lines[18].hasSuffix("2.00"))
  }

  @Test func `what is infinite or not a number is left out, and narrow places are told`() {
    let broken = ActivationChart { places in
      places.map { ActivationChart.Point(x: $0, value: .nan, derivative: .infinity) }
    }
    #expect(!broken.lines(width: 60, style: .ascii).dropFirst().joined().contains("*"))
    #expect(relu.lines(width: 12) == ["too narrow", "for a plot"])
  }
}
