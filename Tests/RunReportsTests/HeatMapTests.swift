import RunReports
import Testing

struct HeatMapTests {
  private func map(_ columns: [[Double?]]) -> HeatMap {
    HeatMap(
      title: "", description: "",
      columns: columns.enumerated().map { HeatMap.Column(update: $0 + 1, values: $1) },
      quantity: "share")
  }

  @Test(
    arguments: [
      (1, .level(0)), (0.5, .level(0)), (1e-3, .level(-3)), (1e4, .level(4)), (1e-9, .level(-6)),
      (1e300, .level(6)), (0, .gone), (.infinity, .overflow), (.nan, .overflow),
    ] as [(Double, HeatLevel)])
  func `a colour is an equal factor, and what is beyond has the last`(
    value: Double, level: HeatLevel
  ) {
    #expect(HeatLevel(value, decades: 6) == level)
  }

  @Test func `the scale grows with the values`() {
    #expect(map([[1, 0.01, nil]]).decades == 3)
    #expect(map([[1, 0.01], [1, 1e5]]).decades == 6)
    #expect(map([[1, 1e-40, 0, .infinity]]).decades == 6)
  }

  @Test func `neighbours of one colour are one rectangle, and a hole is none`() {
    let drawing = map([[1, 1, nil, 1e-3]]).drawing(id: "a").rendered
    // The plot is 440 x 230, with lag 0 at the lower edge.
    #expect(drawing.contains("<path class=\"p0\" d=\"M0 115H440V230H0z\"/>"))
    #expect(drawing.contains("<path class=\"n6\" d=\"M0 0H440V57.5H0z\"/>"))
  }

  @Test func `zeros and overflows are named`() {
    #expect(map([[1, 0, .infinity]]).legend.map(\.name) == ["exactly 0", "not finite"])
    #expect(map([[1, 0.5]]).legend.isEmpty)
  }

  @Test func `of ten thousand measurements and lags as many are drawn as can be seen`() {
    let column = HeatMap.Column(update: 1, values: (0..<10_000).map { 1 / Double($0 + 1) })
    var columns = [HeatMap.Column](repeating: column, count: 1000)
    columns[500].isMarked = true
    let map = HeatMap(
      title: "", description: "", columns: columns, quantity: "", markName: "event")
    let drawing = map.drawing(id: "a").rendered
    #expect(drawing.utf8.count < 100_000)
    #expect(drawing.components(separatedBy: "class=\"mark\"").count == 2)
  }
}
