import RunReports
import Testing

@Suite struct LagComparisonTests {
  private let columns = [
    LagComparison.Column(name: "relu", profile: [1, 1, 10, 1000], decayRate: 2.3),
    LagComparison.Column(name: "tanh", profile: [1, 0.1, 1e-3, 0], decayRate: nil),
  ]

  @Test func `the bars of all runs share one axis`() {
    // Six decades on six columns of bar: one decade a column.
    #expect(
      LagComparison(heading: "After", columns: columns).lines(width: 35, style: .ascii) == [
        "After (bars from 1e-03 to 1e+03)",
        "lag  relu            tanh",
        "  0  1.0e+00 ###     1.0e+00 ###",
        "  1  1.0e+00 ###     1.0e-01 ##",
        "  2  1.0e+01 ####    1.0e-03 .",
        "  3  1.0e+03 ######        0",
        "     x 9.97 a step   no rate",
      ])
  }

  @Test(arguments: [12, 13, 25, 40, 200])
  func `no line is wider than its place, and no run is left out`(width: Int) {
    for style in GlyphStyle.allCases {
      let lines = LagComparison(heading: "After", columns: columns + columns)
        .lines(width: width, style: style)
      #expect(lines.allSatisfy { $0.count <= width })
      let names = lines.flatMap { $0.split(separator: " ") }.filter { $0 == "relu" }
      #expect(names.count == 2)
    }
  }
}
