import RunRecords
import RunReports
import Testing

@Suite struct ComparisonTableTests {
  private func summary(_ name: String, loss: Double, rate: Double) -> RunSummary {
    var record = MetricsRecord(step: 1)
    (record.loss, record.gradientNorm, record.clipRate) = (loss, 2, 1)
    record.gradientByLag = [1, 0.5, 0.25, 0.125]
    record.decayRate = rate
    record.eFoldLag = -1 / rate
    record.measuredBecause = .start
    return RunSummary(name: name, vocabularySize: 10, records: [record])
  }

  @Test func `a line per measure and a column per run`() {
    let table = ComparisonTable([
      summary("relu", loss: 2.5, rate: -0.7), summary("tanh", loss: 2.25, rate: -0.35),
    ])
    #expect(
      table.lines(width: 80, style: .ascii) == [
        "                                          relu           tanh",
        "-------------------------------  -------------  -------------",
        "verdict                                HEALTHY        HEALTHY",
        "final loss, nats                         2.500          2.250",
        "validation loss, nats                        -              -",
        "first spike (loss > ln V + 1)             none           none",
        "first non-finite update                   none           none",
        "gradient per step, start               x 0.497        x 0.705",
        "gradient per step, middle                    -              -",
        "gradient per step, end                 x 0.497        x 0.705",
        "memory (1/e), start                        1.4            2.9",
        "memory (1/e), middle                         -              -",
        "memory (1/e), end                          1.4            2.9",
        "gradient < 1e-6 or > 1e6 at lag  < 1e-6 at ~20  < 1e-6 at ~37",
        "updates clipped                          100 %          100 %",
        "dead units                                   -              -",
        "~ beyond the window: the line fitted to ln G(k) is followed there.",
      ])
  }

  @Test func `what was not measured is a dash, and only a measured profile never crosses`() throws {
    var flat = MetricsRecord(step: 1)
    (flat.gradientByLag, flat.measuredBecause) = ([1, 1, 1], .start)
    let summaries = [MetricsRecord(step: 1), flat].map {
      RunSummary(name: "run", vocabularySize: 10, records: [$0])
    }
    let row = try #require(
      ComparisonTable(summaries).rows.first { $0.title.hasPrefix("gradient <") })
    #expect(row.cells == ["-", "never"])
  }

  @Test func `a long name is cut at the head of its column and told in full below`() {
    let name = "where(x>0,x,0.1*(exp(x)-1))"
    let lines = ComparisonTable([
      summary(name, loss: 2.5, rate: -0.7), summary("tanh", loss: 2.25, rate: -0.35),
    ]).lines(width: 80)
    #expect(lines[0].hasSuffix("  where(x>0,x,0.1*(exp(x)…           tanh"))
    #expect(lines.last == "where(x>0,x,0.1*(exp(x)… stands for \(name)")
  }

  @Test func `names that are alike for longer than a column are told apart by their number`() {
    let middle = String(repeating: "+x", count: 20)
    let names = ["sin(x)\(middle)+0.1*x\(middle)", "sin(x)\(middle)+0.2*x\(middle)"]
    let lines = ComparisonTable(names.map { summary($0, loss: 2, rate: -0.5) }).lines(width: 100)
    #expect(lines[0].contains("sin(x)+x+x+x+x+x+x+x… #1"))
    #expect(lines[0].contains("sin(x)+x+x+x+x+x+x+x… #2"))
  }

  @Test func `what does not fit beside stands below`() {
    let table = ComparisonTable((1...5).map { summary("run \($0)", loss: 2, rate: -0.5) })
    let lines = table.lines(width: 80, style: .ascii)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.filter { $0.contains("run ") }.count == 2)
    for number in 1...5 { #expect(lines.contains { $0.contains("run \(number)") }) }
  }
}
