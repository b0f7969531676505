import RunReports
import Testing

struct ProgressTextTests {
  private let full = ProgressText(
    step: 1250, totalSteps: 5000, charactersPerSecond: 412_345, remainingSeconds: 65,
    loss: 2.203, validationLoss: 2.251, gradientNorm: 0.831, clippedShare: 0.12)

  @Test func `a validation loss of an earlier update says so`() {
    var text = ProgressText(
      step: 1_250, totalSteps: 5_000, loss: 2.2, validationLoss: 2.251, validationUpdate: 1_200)
    #expect(text.line.contains("validation 2.251 (update 1,200)"))
    #expect(text.fitted(to: 120).contains("val 2.251 (1,200)"))
    text.validationUpdate = 1_250
    #expect(text.line.hasSuffix("validation 2.251"))
  }

  @Test func `a pipe gets everything on one line`() {
    let expected =
      "step 1,250/5,000   25 %  loss 2.203 nats  3.178 bits/char  validation 2.251"
      + "  gradient norm 0.831  clipped 12 % of updates  412k char/s  ETA 1m 05s"
    #expect(full.line == expected)
  }

  @Test func `what is not known is left out`() {
    #expect(ProgressText(step: 0, totalSteps: 300).line == "step   0/300    0 %")
    #expect(ProgressText(step: 0, totalSteps: 300).fitted(to: 24) == "────────    0 %    0/300")
  }

  @Test func `a loss of ln 65 is printed with both units`() {
    let text = ProgressText(step: 1, totalSteps: 9, loss: 4.174387269895637)
    #expect(text.line == "step 1/9   11 %  loss 4.174 nats  6.022 bits/char")
  }

  @Test(
    arguments: [
      (
        132,
        "━━━━━━──────────────────   25 %  1,250/5,000  loss 2.203  3.178 bits  val 2.251"
          + "  |g| 0.831  clipped 12 %  412k char/s  ETA 1m 05s"
      ),
      (
        100,
        "━━───────   25 %  1,250/5,000  loss 2.203  3.178 bits  val 2.251"
          + "  |g| 0.831  412k char/s  ETA 1m 05s"
      ),
      (79, "━━╾────────   25 %  1,250/5,000  loss 2.203  |g| 0.831  412k char/s  ETA 1m 05s"),
      (66, " 25 %  1,250/5,000  loss 2.203  |g| 0.831  412k char/s  ETA 1m 05s"),
      (60, " 25 %  1,250/5,000  loss 2.203  412k char/s  ETA 1m 05s"),
      (45, " 25 %  1,250/5,000  loss 2.203  412k char/s"),
      (40, " 25 %  1,250/5,000  loss 2.203"),
      (19, " 25 %  loss 2.203"), (10, " 25 %"), (3, " 2…"), (0, ""),
    ] as [(Int, String)])
  func `the least important parts go first`(width: Int, expected: String) {
    #expect(full.fitted(to: width) == expected)
  }

  @Test(arguments: 0...160)
  func `no width is passed`(width: Int) {
    for style in GlyphStyle.allCases {
      #expect(DisplayText.width(of: full.fitted(to: width, style: style)) <= width)
    }
  }

  @Test func `the ASCII bar is made of signs`() {
    let text = ProgressText(step: 1, totalSteps: 2)
    #expect(text.fitted(to: 80, style: .ascii) == "[###########...........]   50 %  1/2")
  }

  @Test func `100 % means that nothing is left`() {
    let almost = ProgressText(step: 9999, totalSteps: 10_000)
    #expect(almost.fitted(to: 60) == "━━━━━━━━━━━━━━━━━━━━━━━╾   99 %   9,999/10,000")
    let done = ProgressText(step: 10_000, totalSteps: 10_000)
    #expect(done.fitted(to: 60) == "━━━━━━━━━━━━━━━━━━━━━━━━  100 %  10,000/10,000")
  }

  @Test func `numbers that are not finite are spelled`() {
    let text = ProgressText(
      step: 1, totalSteps: 2, charactersPerSecond: 0, remainingSeconds: .infinity, loss: .nan,
      gradientNorm: .infinity)
    let expected =
      "step 1/2   50 %  loss nan nats  nan bits/char  gradient norm inf  0.00 char/s  ETA inf"
    #expect(text.line == expected)
  }
}
