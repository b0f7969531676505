import Foundation
import Testing

/// `report.html` and the page on an activation as a reader's browser shows them.
@Suite struct ReportPageTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.writeNumbers()
  }

  /// How a page is looked at, and whether its paper is then light or dark.
  private typealias Look = (width: Int, scheme: String, medium: String, paper: String)

  private static let looks: [Look] = [
    (width: 375, scheme: "light", medium: "screen", paper: "light"),
    (width: 375, scheme: "dark", medium: "screen", paper: "dark"),
    (width: 1280, scheme: "light", medium: "screen", paper: "light"),
    (width: 1280, scheme: "dark", medium: "screen", paper: "dark"),
    // A sheet of A4 without its margins; nobody prints white on black.
    (width: 688, scheme: "dark", medium: "print", paper: "light"),
  ]

  private static let activations = [
    "relu --gain 1.3 --input-scale 1", "clipped-relu(20) --gain 2", "silu --gain 1.9",
    "abs(sin(x))", "exponential --gain 0.5", "where(x>0,1,0) --input-scale 0.001", "log(x)",
  ]

  @Test func `pages are whole in a browser, narrow and wide, light and dark, and on paper`() throws
  {
    guard let path = Browser.path else {
      print("SKIPPED: there is no Chromium here, so no page was opened in a browser")
      return
    }
    let browser = try Browser(path, in: folder)
    for (number, options) in [
      "--hidden relu --learning-rate 0.05", "--cell gru --layers 2",
      "--hidden relu,tanh,where(x>0,x,0.1*(exp(x)-1))",
      "--cell elman,gru --learning-rate 0.01,1e30 --optimizer sgd --clip none --hidden elu",
    ].enumerated() {
      let result = try Tool.train.run(
        "numbers.txt --steps 130 --hidden-size 12 --batch-size 4 --sequence-length 16 --quiet "
          + "--output run-\(number) \(options)", in: folder)
      #expect([0, 2].contains(result.status), "\(options): \(result.error)")
      try inspect("run-\(number)/report.html", leastFigures: 5, Self.looks, browser)
      try inspectPaper("run-\(number)/report.html", browser)
    }
    for (number, options) in Self.activations.enumerated() {
      let result = try Tool.probe.run("activation \(options) --html \(number).html", in: folder)
      #expect(result.status == 0, "\(options): \(result.error)")
      // The style sheet is the same; what differs is what is drawn.
      try inspect("\(number).html", leastFigures: 1, Array(Self.looks[1...2]), browser)
    }
    try inspectFaults(browser)
  }

  /// Expects every plot of a page to be whole, and the console silent, however it is looked at.
  private func inspect(
    _ name: String, leastFigures: Int, _ looks: [Look], _ browser: Browser
  ) throws {
    let page = try String(contentsOf: folder(name), encoding: .utf8)
    let figures = page.components(separatedBy: "<figure ").count - 1
    #expect(figures >= leastFigures, "\(name)")
    #expect(page.components(separatedBy: "<figcaption>").count == figures + 1, "\(name)")
    try browser.open(folder(name))
    let drawn = try browser.evaluate(
      "String(document.querySelectorAll('figure > svg.chart').length)")
    #expect(drawn == "\(figures)", "\(name)")
    for look in looks {
      try browser.show(width: look.width, scheme: look.scheme, medium: look.medium)
      let findings = try browser.evaluate(PageInspection.script)
      #expect(findings == look.paper, "\(name): \(look)")
    }
    #expect(browser.complaints.isEmpty, "\(name): \(browser.complaints)")
  }

  /// Expects the page that is open to be printed on a few sheets.
  private func inspectPaper(_ name: String, _ browser: Browser) throws {
    let printed = try browser.pdf()
    #expect(printed.starts(with: Data("%PDF-".utf8)), "\(name)")
    let figures = try browser.evaluate("String(document.querySelectorAll('figure').length)")
    var (sheets, rest) = (0, printed[...])
    while let sheet = rest.firstRange(of: Data("/Type /Page\n".utf8)) {
      (sheets, rest) = (sheets + 1, rest[sheet.upperBound...])
    }
    // Two plots or more beside each other, and a sheet or two for the tables.
    #expect(sheets >= 2 && sheets <= (Int(figures) ?? 0) / 2 + 2, "\(name): \(sheets) sheets")
  }

  /// Expects faults to be found: an inspection that sees nothing would be no proof.
  private func inspectFaults(_ browser: Browser) throws {
    try folder.write(
      """
      <!DOCTYPE html><meta charset="utf-8"><title>faults</title>
      <p style="width:2000px;color:#ccc;background:#fff">pale and wide</p>
      <figure id="f"><svg class="chart" viewBox="0 0 520 300" width="520" height="300">
      <text x="20" y="20">one</text><text x="22" y="20">two</text><text x="510" y="90">three</text>
      <svg><path d=""/></svg></svg></figure><script>console.error("a complaint")</script>
      """, to: "faults.html")
    try browser.show(width: 1280, scheme: "light")
    try browser.open(folder("faults.html"))
    let findings = try browser.evaluate(PageInspection.script)
    for fault in [
      "the page is", "stands out by 1.6", "\"one\" lies on \"two\"", "\"three\" is cut off",
      "f has nothing in its plot",
    ] {
      #expect(findings.contains(fault), "\(fault) is not in \(findings)")
    }
    #expect(browser.complaints.contains { $0.contains("a complaint") })
  }
}
