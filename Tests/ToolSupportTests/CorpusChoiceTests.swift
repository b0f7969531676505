import Foundation
import Testing
import ToolSupport

@Suite struct CorpusChoiceTests {
  @Test func `a name, a dash, a path and nothing are told apart`() {
    #expect(CorpusChoice(nil) == .bundled(.harbourYear))
    #expect(CorpusChoice("-") == .standardInput)
    #expect(CorpusChoice("long-range") == .bundled(.longRange))
    #expect(CorpusChoice("long-range.txt") == .file("long-range.txt"))
    #expect(CorpusChoice("./-") == .file("./-"))
  }

  @Test func `each status is the documented number`() {
    #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 2, 64, 65, 73, 130])
  }
}
