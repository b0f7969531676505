import CharacterModels
import Testing

@Suite struct VocabularyEncodingTests {
  @Test(arguments: TextUnit.allCases)
  func `what was encoded comes back scalar for scalar`(unit: TextUnit) throws {
    let vocabulary = Vocabulary(of: Samples.mixed, unit: unit)
    let tokens = try vocabulary.encode(Samples.mixed)
    #expect(Samples.same(vocabulary.decode(tokens), Samples.mixed))
    let expected =
      switch unit {
      case .scalar: Samples.mixed.unicodeScalars.count
      case .byte: Samples.mixed.utf8.count
      case .grapheme: Samples.mixed.count
      }
    #expect(tokens.count == expected)
    #expect(Set(tokens) == Set(0..<Int32(vocabulary.count)))
  }

  @Test func `every scalar has its own token`() throws {
    let scalars = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    let vocabulary = Vocabulary(of: String(text), unit: .scalar)
    #expect(vocabulary.count == 1_112_064)
    #expect(try vocabulary.encode(String(text)) == Array(0..<1_112_064))
  }

  @Test(arguments: TextUnit.allCases)
  func `an empty text has no tokens`(unit: TextUnit) throws {
    let vocabulary = Vocabulary(of: "ab", unit: unit)
    #expect(try vocabulary.encode("") == [])
    #expect(vocabulary.encodeKnown("") == vocabulary.encodeKnown(""))
    #expect(vocabulary.encodeKnown("").tokens == [])
  }

  @Test(
    arguments: [
      ("ab\u{E9}", .scalar, "\u{E9}", 3), ("\u{1F600}", .scalar, "\u{1F600}", 1),
      ("ae\u{301}", .scalar, "e", 2), ("ab\r\n", .grapheme, "\r\n", 3),
      (Samples.family, .grapheme, Samples.family, 1), ("ba\u{301}", .grapheme, "a\u{301}", 2),
    ] as [(String, TextUnit, String, Int)])
  func `the first unknown symbol is named with its position`(
    text: String, unit: TextUnit, symbol: String, position: Int
  ) {
    let vocabulary = Vocabulary(of: "ab", unit: unit)
    #expect(throws: VocabularyError.unknownSymbol(symbol: symbol, position: position)) {
      try vocabulary.encode(text)
    }
  }

  @Test func `an unknown byte is named with its character`() {
    let vocabulary = Vocabulary(of: "a\u{E9}", unit: .byte)
    let error = VocabularyError.unknownByte(byte: 0xA8, character: "\u{E8}", position: 3)
    #expect(throws: error) { try vocabulary.encode("a\u{E8}") }
  }

  @Test(
    arguments: [
      (.scalar, ["x", "\u{301}", "y"], 5), (.byte, ["0x78", "0xCC", "0x81", "0x79"], 7),
      (.grapheme, ["x", "b\u{301}", "a\u{301}", "y"], 5),
    ] as [(TextUnit, [String], Int)])
  func `unknown symbols can be dropped and are listed once`(
    unit: TextUnit, unknown: [String], droppedCount: Int
  ) {
    let vocabulary = Vocabulary(of: "ab", unit: unit)
    let encoding = vocabulary.encodeKnown("axb\u{301}a\u{301}yxb")
    #expect(encoding.tokens == (unit == .grapheme ? [0, 1] : [0, 1, 0, 1]))
    #expect(encoding.unknown.elementsEqual(unknown) { Samples.same($0, $1) })
    #expect(encoding.droppedCount == droppedCount)
  }

  @Test func `nothing is dropped from a known text`() throws {
    let vocabulary = Vocabulary(of: Samples.mixed, unit: .grapheme)
    let encoding = vocabulary.encodeKnown(Samples.mixed)
    #expect(try encoding.tokens == vocabulary.encode(Samples.mixed))
    #expect(encoding.unknown == [])
    #expect(encoding.droppedCount == 0)
  }
}
