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
        "gradient-norm", "window", "shares", "gates", "derivatives", "gate-1", "gate-2", "spectrum",
        "clip-rate", "update-ratios", "noise",
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

  @Test func `a measurement is told by the update before it, as on the screen`() {
    let page = RunReport(runs: [SampleRun.full()]).html
    #expect(page.contains("worst event (after update 39): "))
    #expect(page.contains("after update 39: measured because the gradient's norm stood out"))
    for text in ["start (after update 9)", ">after update 299<"] {
      #expect(page.contains(text), "\(text)")
    }
    let names = ["first", "second"]
    let comparison = RunReport(runs: names.map { SampleRun.full(name: $0) }).html
    #expect(names.allSatisfy { comparison.contains("\($0) (after update 39)") })
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
    let bare = SampleRun.bare()
    let run = RunDirectoryContents(name: bare.name, configuration: bare.configuration)
    let page = RunReport(runs: [run]).html
    #expect(figures(page).isEmpty)
    #expect(page.contains("no update of 300 is logged yet"))
    // Nothing is judged, and nothing is missing, before anything was looked at.
    #expect(page.contains("No update is logged yet; the first ones bring a verdict."))
    #expect(!page.contains("HEALTHY") && !page.contains("What is not shown"))
    #expect(page.contains("<dt>hidden activation</dt><dd>tanh</dd>"))
  }

  @Test func `an explosion does not press what was learnt against the axis`() {
    let full = SampleRun.full()
    var records = full.records
    records[3].loss = 1e8
    let run = RunDirectoryContents(
      name: full.name, configuration: full.configuration, records: records)
    let page = RunReport(runs: [run]).html
    #expect(
      page.contains("The axis is cut: the largest loss shown here, 1.00e+08, is far above it."))
    let chart = page.components(separatedBy: "<figure id=\"loss\"")[1]
      .prefix { $0 != "}" }.components(separatedBy: "</figure>")[0]
    #expect(chart.contains(">4</text>") && !chart.contains("10⁶"))
    let zoom = page.components(separatedBy: "<figure id=\"worst-loss\"")[1]
      .components(separatedBy: "</figure>")[0]
    #expect(zoom.contains("10⁶"))
  }

  @Test func `long names are cut, stay different, and are told in full once`() {
    let names = ["where(x>0,x,0.1*(exp(x)-1))", "where(x>0,x,0.1*(exp(x)-2))", "tanh"]
    let page = RunReport(runs: names.map { SampleRun.full(name: $0) }).html
    for (short, full) in [
      ("where(x&gt;0,x,…(exp(x)-1))", "where(x&gt;0,x,0.1*(exp(x)-1))"),
      ("where(x&gt;0,x,…(exp(x)-2))", "where(x&gt;0,x,0.1*(exp(x)-2))"),
    ] {
      #expect(page.contains("<th scope=\"col\">\(short)</th>"))
      #expect(page.contains("\(short) stands for \(full)"))
      #expect(page.components(separatedBy: full).count == 2)
    }
  }

  @Test func `a comparison says what its runs share`() {
    var runs = [SampleRun.full(name: "1"), SampleRun.full(name: "2")]
    let same = "The runs train from the same random draws and on the same windows of the text."
    #expect(RunReport(runs: runs).html.contains(same))
    runs[1].configuration.seed = 2
    #expect(!RunReport(runs: runs).html.contains(same))
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
    let whole = SampleRun.full()
    var last = MetricsRecord(step: 301)
    last.loss = .infinity
    last.gradientNorm = .nan
    last.gradientByLag = [1, .infinity, 0, nil]
    last.measuredBecause = .event
    let run = RunDirectoryContents(
      name: whole.name, configuration: whole.configuration, records: whole.records + [last])
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
