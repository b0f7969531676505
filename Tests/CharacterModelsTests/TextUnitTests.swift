import CharacterModels
import Testing

@Suite struct TextUnitTests {
  @Test func `the three units are spelled as on the command line`() {
    #expect(TextUnit.allCases.map(\.rawValue) == ["scalar", "byte", "grapheme"])
  }
}
