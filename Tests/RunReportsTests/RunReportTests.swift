import RunRecords
import RunReports
import Testing

struct RunReportTests {
  /// What the figures of a page are called in its links.
  private func figures(_ page: String) -> [String] {
    page.components(separatedBy: "<figure id=\"").dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
  }

  @Test func `a run in which all was measured has every figure, each with its sentence`() {
    let page = RunReport(runs: [SampleRun.full()], theoreticalDecay: [-0.35]).html
    let figures = figures(page)
    #expect(
      figures == [
        "loss", "worst-loss", "memory-layer-2", "memory-layer-1", "profiles", "lyapunov", "norms",
        "window", "shares", "gates", "derivatives", "gate-1", "gate-2", "spectrum", "clip-rate",
        "update-ratios", "noise",
      ])
    #expect(page.components(separatedBy: "<figcaption>").count == figures.count + 1)
    #expect(!page.contains("<figcaption></figcaption>"))
    #expect(!page.contains("What is not shown"))
    #expect(page.contains("theory, × 0.705 a step"))
  }

  @Test func `sentences are made from the numbers at hand`() {
    let page = RunReport(runs: [SampleRun.full()]).html
    #expect(page.contains("The last loss is 1.500 nats, 1.496 below guessing blindly"))
    #expect(page.contains("worst, 9.000, at update 40"))
    #expect(page.contains("1/e of a gradient is left after 20.0 steps on the long run"))
    #expect(page.contains("1 of 3 are -infinity"))
    #expect(page.contains("in 1 of 8 it grows beyond 1000"))
  }

  @Test func `what was not measured is left out, and the page says why`() {
    let page = RunReport(runs: [SampleRun.bare()]).html
    #expect(figures(page) == ["loss"])
    for sentence in [
      "No gradient by lag: nothing is measured yet", "lyapunov_exponents is null in its records",
      "derivative_histogram is null", "update_ratios is null", "--validation 0.1 holds out a tenth",
    ] {
      #expect(page.contains(sentence), "\(sentence)")
    }
  }

  @Test func `a run of which nothing is logged has a page`() {
    var run = SampleRun.bare()
    run.records = []
    let page = RunReport(runs: [run]).html
    #expect(figures(page).isEmpty)
    #expect(page.contains("no update is logged yet"))
  }

  @Test func `a comparison has a series for each run, a map for each, and one table`() {
    let runs = [SampleRun.full(name: "first"), SampleRun.full(name: "second")]
    let page = RunReport(runs: runs).html
    let figures = figures(page)
    #expect(Set(figures).count == figures.count)
    for figure in [
      "validation-loss", "memory-layer-2-1", "memory-layer-2-2", "profiles-start",
      "profiles-worst-event", "profiles-end", "lyapunov-1", "lyapunov-2", "hidden-norm",
      "gradient-norm", "share-saturated", "largest-singular-value", "spectral-radius",
    ] {
      #expect(figures.contains(figure), "\(figure)")
    }
    #expect(page.contains("<th scope=\"col\">first</th><th scope=\"col\">second</th>"))
    #expect(page.contains("first spike (loss &gt; ln V + 1)</th><td>40</td><td>40</td>"))
  }

  @Test func `numbers that were lost to infinity leave no trace of nan in the drawing`() {
    var run = SampleRun.full()
    var last = MetricsRecord(step: 301)
    last.loss = .infinity
    last.gradientNorm = .nan
    last.gradientByLag = [1, .infinity, 0, nil]
    last.measuredBecause = .event
    run.records.append(last)
    let page = RunReport(runs: [run]).html
    #expect(page.contains("at update 301 it was no longer finite"))
    #expect(!page.contains("=\"nan") && !page.contains("inf\"") && !page.contains("Mnan"))
  }

  @Test func `a page needs no network and no script, and is the same each time`() {
    let page = RunReport(runs: [SampleRun.full()]).html
    #expect(!page.contains("http") && !page.contains("<script") && !page.contains("url("))
    #expect(page == RunReport(runs: [SampleRun.full()]).html)
    let ids = page.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(Set(ids).count == ids.count)
  }
}
