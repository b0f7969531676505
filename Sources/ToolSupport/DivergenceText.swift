import RunReports
import SequenceTraining

/// A divergence report in words and numbers.
struct DivergenceText {
  private let report: DivergenceReport

  init(_ report: DivergenceReport) { self.report = report }

  /// What happened, in one line.
  var heading: String {
    "Diverged at update \(NumberText.count(report.update)): \(report.cause)."
  }

  /// How it came.
  func lines(width: Int, style: GlyphStyle) -> [String] {
    let history = report.history
    let first = report.update - history.lastLosses.count
    var table = TextTable([.number("update"), .number("loss"), .number("gradient norm")])
    for (index, loss) in history.lastLosses.enumerated() {
      table.add([
        NumberText.count(first + index), NumberText.loss(loss),
        NumberText.norm(history.lastGradientNorms[index]),
      ])
    }
    table.add([
      NumberText.count(report.update), NumberText.loss(report.loss),
      NumberText.norm(report.gradientNorm),
    ])
    let steps = LagChart.sampledLags(last: report.hiddenNorms.count - 1)
    return table.lines(width: width, style: style) + [
      "Largest |h| of the top layer over the window: "
        + steps.map { "step \($0 + 1) \(NumberText.norm(report.hiddenNorms[$0]))" }
        .joined(separator: ", ")
    ]
  }
}
