import CharacterModels
import Foundation
import Testing

@Suite struct VocabularyTests {
  @Test func `scalars are sorted by value`() {
    let vocabulary = Vocabulary(of: "b\u{1F600}a\u{E9}\u{4E2D}ba", unit: .scalar)
    #expect(vocabulary.symbols == ["a", "b", "\u{E9}", "\u{4E2D}", "\u{1F600}"])
    #expect(vocabulary.count == 5)
    #expect(vocabulary.unit == .scalar)
  }

  @Test func `bytes are written in hexadecimal`() {
    let vocabulary = Vocabulary(of: "a\n\u{E9}", unit: .byte)
    #expect(vocabulary.symbols == ["0x0A", "0x61", "0xA9", "0xC3"])
  }

  @Test func `graphemes are whole and sorted by their scalars`() {
    let text = "z\r\n\u{301}\(Samples.flags)\(Samples.family)e\u{301}e"
    let expected = [
      "\r\n", "e", "e\u{301}", "z", "\u{301}", "\u{1F1E9}\u{1F1EA}", "\u{1F1EB}\u{1F1F7}",
      Samples.family,
    ]
    #expect(Vocabulary(of: text, unit: .grapheme).symbols == expected)
  }

  @Test func `a CRLF is one grapheme and two scalars`() {
    #expect(Vocabulary(of: "\r\n", unit: .grapheme).symbols == ["\r\n"])
    #expect(Vocabulary(of: "\r\n", unit: .scalar).symbols == ["\n", "\r"])
  }

  @Test func `canonically equivalent graphemes are two symbols`() throws {
    let text = "\u{E9}e\u{301}"
    let vocabulary = Vocabulary(of: text, unit: .grapheme)
    #expect(vocabulary.count == 2)
    #expect(try Samples.same(vocabulary.decode(vocabulary.encode(text)), text))
  }

  @Test func `equality is scalar for scalar, in order and by unit`() throws {
    let composed = try Vocabulary(symbols: ["\u{E9}", "a"], unit: .grapheme)
    #expect(composed == composed)
    #expect(try composed != Vocabulary(symbols: ["e\u{301}", "a"], unit: .grapheme))
    #expect(try composed != Vocabulary(symbols: ["a", "\u{E9}"], unit: .grapheme))
    #expect(try composed != Vocabulary(symbols: ["\u{E9}", "a"], unit: .scalar))
    #expect(try composed != Vocabulary(symbols: ["\u{E9}"], unit: .grapheme))
  }

  @Test(arguments: TextUnit.allCases)
  func `a vocabulary comes back from JSON`(unit: TextUnit) throws {
    let vocabulary = Vocabulary(of: Samples.mixed + "\u{0}\"\\", unit: unit)
    let data = try JSONEncoder().encode(vocabulary)
    let read = try JSONDecoder().decode(Vocabulary.self, from: data)
    #expect(read == vocabulary)
    #expect(try read.encode(Samples.mixed) == vocabulary.encode(Samples.mixed))
  }

  @Test func `the JSON form is unit and symbols`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try encoder.encode(Vocabulary(of: "a\n", unit: .byte))
    #expect(
      String(decoding: data, as: UTF8.self) == #"{"symbols":["0x0A","0x61"],"unit":"byte"}"#)
  }

  @Test func `JSON that is no vocabulary is refused`() {
    let data = Data(#"{"unit":"scalar","symbols":["a","a"]}"#.utf8)
    #expect(throws: VocabularyError.duplicate(symbol: "a", first: 0, second: 1)) {
      try JSONDecoder().decode(Vocabulary.self, from: data)
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Vocabulary.self, from: Data(#"{"unit":"word"}"#.utf8))
    }
  }

  @Test func `symbols keep the order in which they are given`() throws {
    let vocabulary = try Vocabulary(symbols: ["b", "a"], unit: .scalar)
    #expect(try vocabulary.encode("ab") == [1, 0])
  }

  @Test func `an empty list is refused`() {
    #expect(throws: VocabularyError.empty) { try Vocabulary(symbols: [], unit: .scalar) }
  }

  @Test(
    arguments: [
      ("ab", .scalar), ("", .scalar), ("e\u{301}", .scalar), ("ab", .grapheme), ("", .grapheme),
      ("a", .byte), ("0x0a", .byte), ("0xA", .byte), ("0x100", .byte), ("0x+A", .byte), ("", .byte),
      ("\u{1F1E9}\u{1F1EA}\u{1F1EB}", .grapheme),
    ] as [(String, TextUnit)])
  func `a string that is not one symbol is refused`(symbol: String, unit: TextUnit) {
    #expect(throws: VocabularyError.malformed(symbol: symbol, token: 0, unit: unit)) {
      try Vocabulary(symbols: [symbol], unit: unit)
    }
  }

  @Test(
    arguments: [("a", .scalar), ("0x0A", .byte), (Samples.family, .grapheme)]
      as [(String, TextUnit)])
  func `a symbol given twice is refused`(symbol: String, unit: TextUnit) {
    let other = unit == .byte ? "0x0B" : "b"
    #expect(throws: VocabularyError.duplicate(symbol: symbol, first: 0, second: 2)) {
      try Vocabulary(symbols: [symbol, other, symbol], unit: unit)
    }
  }

  @Test func `an empty text has no vocabulary`() async {
    await #expect(processExitsWith: .failure) { _ = Vocabulary(of: "", unit: .scalar) }
  }
}
