import CharacterModels
import Foundation
import Testing

@Suite struct CorpusTests {
  private func corpus(_ bytes: [UInt8]) throws(CorpusError) -> Corpus {
    try Corpus(data: Data(bytes), name: "a.txt")
  }

  private func corpus(_ text: String) throws(CorpusError) -> Corpus {
    try corpus(Array(text.utf8))
  }

  @Test func `a plain text is taken as it is`() throws {
    let corpus = try corpus(Samples.mixed.replacing("\r\n", with: ""))
    #expect(Samples.same(corpus.text, Samples.mixed.replacing("\r\n", with: "")))
    #expect(corpus.notes == [])
    #expect(corpus.name == "a.txt")
    #expect(corpus.byteCount == corpus.text.utf8.count)
  }

  @Test(arguments: [("foobar", "85944171f73967e8"), ("ab", "089c4407b545986a")])
  func `the checksum is FNV-1a of the bytes`(text: String, checksum: String) throws {
    #expect(try corpus(text).checksum == checksum)
  }

  @Test func `checksum and byte count are of the bytes as given`() throws {
    let marked = try corpus("\u{FEFF}ab\r\n")
    #expect(marked.byteCount == 7)
    #expect(try marked.checksum != corpus("ab\n").checksum)
  }

  @Test func `a byte order mark is removed and said`() throws {
    let corpus = try corpus("\u{FEFF}ab\u{FEFF}")
    #expect(Samples.same(corpus.text, "ab\u{FEFF}"))
    #expect(corpus.notes == ["Removed a byte order mark."])
  }

  @Test func `mixed line ends become LF and each kind is counted`() throws {
    let corpus = try corpus("a\r\nb\rc\nd\r\r\n\n\r")
    #expect(Samples.same(corpus.text, "a\nb\nc\nd\n\n\n\n"))
    #expect(
      corpus.notes == ["Converted 2 CRLF line ends to LF.", "Converted 3 lone CR line ends to LF."])
  }

  @Test func `large counts are grouped and one is singular`() throws {
    let many = try corpus(String(repeating: "x\r\n", count: 1204))
    #expect(many.notes == ["Converted 1,204 CRLF line ends to LF."])
    #expect(try corpus("\u{FEFF}a\r\n").notes.last == "Converted 1 CRLF line end to LF.")
    #expect(try corpus("a\rb").notes == ["Converted 1 lone CR line end to LF."])
  }

  @Test(arguments: [[], [0xEF, 0xBB, 0xBF]] as [[UInt8]])
  func `no text is refused, with or without a mark`(bytes: [UInt8]) {
    #expect(throws: CorpusError.empty(name: "a.txt")) { try corpus(bytes) }
  }

  @Test(arguments: [
    ("a", "a"), ("aaaa", "a"), ("\r\n\r\n", "\n"), ("\u{1F1E9}\u{1F1E9}\u{1F1E9}", "\u{1F1E9}"),
    (Samples.family + Samples.family, Samples.family), ("\u{FEFF}zz", "z"),
  ])
  func `a text of one character is refused`(text: String, character: String) {
    #expect(throws: CorpusError.oneCharacter(name: "a.txt", character: character)) {
      try corpus(text)
    }
  }

  @Test func `two characters are enough, however late the second comes`() throws {
    #expect(try corpus(String(repeating: "a", count: 5000) + "\n").byteCount == 5001)
  }

  @Test func `a NUL byte means binary and its offset is given`() {
    #expect(throws: CorpusError.nulByte(name: "a.txt", offset: 2)) { try corpus([65, 66, 0, 67]) }
  }

  @Test(arguments: [(100, false), (99, true)])
  func `one control character in a hundred is the limit`(length: Int, isRefused: Bool) throws {
    let bytes = [0x01] + (1..<length).map { UInt8(65 + $0 % 2) }
    let error = CorpusError.controlCharacters(name: "a.txt", count: 1, byteCount: length)
    if isRefused {
      #expect(throws: error) { try corpus(bytes) }
    } else {
      #expect(try corpus(bytes).byteCount == length)
    }
  }

  @Test func `which characters count as control characters`() {
    let refused = (UInt8(1)...127).filter { byte in
      (try? corpus([byte, 65, 66])) == nil
    }
    #expect(refused == Array(1...6) + Array(14...26) + Array(28...31) + [127])
  }

  @Test func `colour codes and form feeds are text`() throws {
    #expect(try corpus("\u{1B}[1mbold\u{1B}[0m\u{0C}\u{07}\u{08}").notes == [])
  }

  @Test(
    arguments: [
      ([65, 10, 66, 0xE9, 67], 0xE9, 3, 2), ([65, 0xC3], 0xC3, 1, 1),
      ([0xEF, 0xBB, 0xBF, 65, 13, 10, 66, 13, 0xED, 0xA0, 0x80], 0xED, 8, 3),
      ([65, 0xF0, 0x9D, 0x84, 65], 0xF0, 1, 1), ([65, 0xC0, 0x80], 0xC0, 1, 1),
      ([0xC3, 0xA9, 65, 0x80], 0x80, 3, 1), ([65, 0xF4, 0x90, 0x80, 0x80], 0xF4, 1, 1),
    ] as [([UInt8], UInt8, Int, Int)])
  func `invalid UTF-8 is located`(bytes: [UInt8], byte: UInt8, offset: Int, line: Int) {
    let error = CorpusError.invalidUTF8(name: "a.txt", byte: byte, offset: offset, line: line)
    #expect(throws: error) { try corpus(bytes) }
  }

  @Test func `invalid UTF-8 is located behind the first pages of a text`() {
    let bytes = Array(String(repeating: "\u{4E2D}\n", count: 5000).utf8) + [0xFF]
    let error = CorpusError.invalidUTF8(name: "a.txt", byte: 0xFF, offset: 20_000, line: 5001)
    #expect(throws: error) { try corpus(bytes) }
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 65, 0], "UTF-16"), ([0xFE, 0xFF, 0, 65], "UTF-16"),
      ([0xFF, 0xFE, 0, 0, 65, 0, 0, 0], "UTF-32"), ([0, 0, 0xFE, 0xFF, 0, 0, 0, 65], "UTF-32"),
    ] as [([UInt8], String)])
  func `the mark of another encoding is named`(bytes: [UInt8], encoding: String) {
    #expect(throws: CorpusError.otherEncoding(name: "a.txt", encoding: encoding)) {
      try corpus(bytes)
    }
  }
}
