import RunRecords
import RunReports
import Testing

@Suite struct RunPairingTests {
  private func clause(_ change: (inout RunConfiguration) -> Void) -> String {
    var other = SampleRun.configuration()
    change(&other)
    return RunPairing([SampleRun.configuration(), other]).clause
  }

  @Test func `draws and windows are the same where neither is compared`() {
    let same = "from the same random draws and on the same windows of the text"
    #expect(clause { $0.hidden = "relu" } == same)
    #expect(clause { $0.learningRate = 1 } == same)
    #expect(clause { $0.clip = "none" } == same)
  }

  @Test func `another seed means other draws`() {
    #expect(
      clause { $0.seed = 2 }
        == "from random draws of their own and on the same windows of the text")
  }

  @Test func `weights of another shape take other draws of the same streams`() {
    let sentence =
      "from the same random streams, whose draws fill weights of different shapes, and on the same "
      + "windows of the text"
    #expect(clause { $0.hiddenSize = [16] } == sentence)
    #expect(clause { $0.cell = .gru } == sentence)
  }

  @Test func `another batch size or sequence length means other windows`() {
    let sentence = "from the same random draws and on windows of the text of their own"
    #expect(clause { $0.batchSize = 8 } == sentence)
    #expect(clause { $0.sequenceLength = 8 } == sentence)
    #expect(
      clause { ($0.sequenceLength, $0.seed) = (8, 2) }
        == "from random draws of their own and on windows of the text of their own")
  }
}
