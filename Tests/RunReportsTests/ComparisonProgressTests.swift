import RunReports
import Testing

@Suite struct ComparisonProgressTests {
  private var progress: ComparisonProgress {
    var relu = ComparisonProgress.Row(name: "relu", totalSteps: 1000)
    relu.text = ProgressText(step: 120, totalSteps: 1000, loss: 2.5, gradientNorm: 3)
    relu.profile = [1, 1e3, 1e6]
    relu.decayRate = 0.1
    var tanh = ComparisonProgress.Row(name: "tanh", totalSteps: 1000)
    tanh.text.step = 7
    tanh.profile = [1, 1e-3, .nan]
    tanh.ending = "diverged"
    return ComparisonProgress(rows: [relu, tanh], changed: 0)
  }

  @Test func `a line of titles and a line per run`() {
    #expect(
      progress.drawing(width: 90, style: .ascii) == [
        "run          update   loss  val   |g|  clipped  |h|  G a step  G by lag  char/s  ETA",
        "relu      120/1,000  2.500       3.00                  x 1.11  =+#                  ",
        "tanh  diverged at 7                                            =-?                  ",
      ])
  }

  @Test(arguments: [10, 18, 30, 60])
  func `columns go until the lines fit`(width: Int) {
    let lines = progress.drawing(width: width, style: .unicode)
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.count <= width })
  }

  @Test func `a log gets the run that moved`() {
    #expect(progress.line.hasPrefix("relu: step   120/1,000   12 %  loss 2.500 nats"))
  }
}
