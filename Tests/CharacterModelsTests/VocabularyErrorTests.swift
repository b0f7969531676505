import CharacterModels
import Testing

@Suite struct VocabularyErrorTests {
  private static let cases: [(VocabularyError, String)] = [
    (
      .unknownSymbol(symbol: "\u{E9}", position: 1204),
      "The text has \"\u{E9}\" (U+00E9) at position 1,204, which is not in the vocabulary; leave it "
        + "out, or train on a text that has it."
    ),
    (
      .unknownSymbol(symbol: "\r\n", position: 1),
      "The text has \"\\r\\n\" (U+000D U+000A) at position 1, which is not in the vocabulary; leave "
        + "it out, or train on a text that has it."
    ),
    (
      .unknownByte(byte: 0xC3, character: "\u{1F600}", position: 3),
      "The text has the byte 0xC3 (of \"\u{1F600}\", U+1F600) at position 3, which is not in the "
        + "vocabulary; leave it out, or train on a text that has it."
    ),
    (.empty, "The vocabulary has no symbols; give the list that was written with the model."),
    (
      .duplicate(symbol: "a", first: 0, second: 2),
      "The vocabulary has \"a\" (U+0061) at tokens 0 and 2; remove one of the two."
    ),
    (
      .malformed(symbol: "0x0a", token: 7, unit: .byte),
      "The vocabulary has \"0x0a\" at token 7, which is not a byte in the form 0x0A; write it so, "
        + "or name another unit."
    ),
    (
      .malformed(symbol: "ab", token: 7, unit: .scalar),
      "The vocabulary has \"ab\" at token 7, which is not one Unicode scalar; write it so, or name "
        + "another unit."
    ),
  ]

  @Test(arguments: cases)
  func `each error is one sentence`(error: VocabularyError, sentence: String) {
    #expect("\(error)" == sentence)
  }
}
