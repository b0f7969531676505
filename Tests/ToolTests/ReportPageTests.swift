import Foundation
import Testing

/// `report.html` and the page on an activation as a reader's browser shows them.
@Suite struct ReportPageTests {
  /// Shows the page in a frame of each width and lists, in a `pre`, what is wrong there; browsers do
  /// not make a window narrower than about 500 pixels.
  private static let inspection = """
    <!DOCTYPE html><meta charset="utf-8"><title>inspection</title><body><pre id="findings"></pre>
    <iframe></iframe><script>
    const frame = document.querySelector("iframe"), findings = []
    const inside = (inner, outer) => inner.left >= outer.left - 1 && inner.right <= outer.right + 1
      && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
    function inspect(width) {
      const page = frame.contentDocument, root = page.documentElement
      const note = text => findings.push(`${width}: ${text}`)
      if (root.scrollWidth > width) note(`the page is ${root.scrollWidth} wide`)
      const charts = [...page.querySelectorAll("figure > svg.chart")]
      for (const chart of charts) {
        const name = chart.closest("figure").id, box = chart.getBoundingClientRect()
        if (box.width < 200 || box.height < 100) note(`${name} is ${box.width} x ${box.height}`)
        const shapes = [...chart.querySelectorAll(":scope svg path")].filter(path => {
          const box = path.getBBox()
          return box.width + box.height > 0
        })
        if (!shapes.length) note(`${name} has nothing in its plot`)
        const texts = [...chart.querySelectorAll("text")]
        const boxes = texts.map(text => text.getBoundingClientRect())
        boxes.forEach((one, index) => {
          if (!inside(one, box)) note(`${name}: "${texts[index].textContent}" is cut off`)
          boxes.slice(index + 1).forEach((other, offset) => {
            if (meet(one, other)) note(`${name}: "${texts[index].textContent}" lies on `
              + `"${texts[index + 1 + offset].textContent}"`)
          })
        })
      }
      findings.push(`${width}: ${charts.length} charts, ${page.querySelectorAll("figure").length} figures`)
    }
    async function show(width) {
      frame.style.cssText = `width:${width}px;height:900px;border:0`
      await new Promise(done => { frame.onload = done; frame.srcdoc = PAGE })
      inspect(width)
    }
    (async () => {
      await show(375); await show(1280)
      document.querySelector("#findings").textContent = findings.join("\\n") + "\\nend"
    })()
    </script></body>
    """

  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.writeNumbers()
  }

  @Test(arguments: [
    "--hidden relu --learning-rate 0.05", "--cell gru --layers 2",
  ])
  func `a browser draws every plot at both widths and has nothing to complain of`(
    options: String
  ) throws {
    guard let browser = Browser() else {
      print("SKIPPED: there is no Chromium here, so no report was opened in a browser")
      return
    }
    let result = try Tool.train.run(
      "numbers.txt --steps 130 --hidden-size 12 --batch-size 4 --sequence-length 16 --quiet "
        + "--output run \(options)", in: folder)
    #expect([0, 2].contains(result.status))
    #expect(try inspect("run/report.html", browser) >= 5)
  }

  @Test(arguments: [
    "relu --gain 1.3 --input-scale 1", "clipped-relu(20) --gain 2", "silu --gain 1.9",
    "abs(sin(x))",
    "exponential --gain 0.5", "where(x>0,1,0) --input-scale 0.001", "log(x)",
  ])
  func `a browser draws the page on an activation`(options: String) throws {
    guard let browser = Browser() else {
      print("SKIPPED: there is no Chromium here, so no page was opened in a browser")
      return
    }
    let result = try Tool.probe.run("activation \(options) --html page.html", in: folder)
    #expect(result.status == 0, "\(result.error)")
    #expect(try inspect("page.html", browser) >= 1)
  }

  /// Opens a page at both widths, expects every plot to be whole, and counts its figures.
  private func inspect(_ name: String, _ browser: Browser) throws -> Int {
    let page = try String(contentsOf: folder(name), encoding: .utf8)
    let figures = page.components(separatedBy: "<figure ").count - 1
    let alone = try browser.open(folder(name), in: folder)
    #expect(alone.complaints.isEmpty, "\(alone.complaints)")
    #expect(alone.elements.components(separatedBy: "<figcaption>").count == figures + 1)

    let literal = String(decoding: try JSONEncoder().encode(page), as: UTF8.self)
    try folder.write(Self.inspection.replacing("PAGE", with: literal), to: "inspection.html")
    let inspected = try browser.open(folder("inspection.html"), in: folder)
    #expect(inspected.complaints.isEmpty, "\(inspected.complaints)")
    let start = try #require(inspected.elements.range(of: "<pre id=\"findings\">")).upperBound
    let findings = inspected.elements[start...].prefix { $0 != "<" }.split(separator: "\n")
    #expect(
      findings == [
        "375: \(figures) charts, \(figures) figures", "1280: \(figures) charts, \(figures) figures",
        "end",
      ])
    return figures
  }
}
