import Testing

@Suite struct ScreenTests {
  let folder: TestFolder
  let options = "numbers.txt --steps 60 --hidden-size 8 --batch-size 4 --sequence-length 8"

  init() throws {
    folder = try TestFolder()
    try folder.writeNumbers()
  }

  @Test func `a pipe gets plain lines`() throws {
    let result = try Tool.train.run("\(options) --sample-every 25 --output run", in: folder)
    #expect(!result.output.contains("\u{1B}"))
    #expect(!result.output.contains("\r"))
    for text in [
      "Training elman, hidden tanh, 8 units, ", "Validation after update 0: ",
      "After update 0: what is left of the gradient k characters back\n",
      "\nstep 50/60   83 %  loss ", "Sample after update 25, ", "Sample after update 50, ",
      "Sample after update 60, ", "Results are in run, with the model as it was after update 60.\n",
    ] {
      #expect(result.output.contains(text), "\(text)")
    }
    #expect(result.error.isEmpty)
  }

  @Test func `quiet prints the verdict only`() throws {
    let result = try Tool.train.run("\(options) --quiet --output run", in: folder)
    let verdict = /((EXPLODING|VANISHING|HEALTHY): [^\n]*\n){1,2}/
    #expect(result.output.wholeMatch(of: verdict) != nil, "\(result.output)")
  }
}
