import CharacterModels
import Testing

@Suite struct TextDecoderTests {
  /// All 256 bytes, so that a byte's token is its value.
  private func byteDecoder() throws -> TextDecoder {
    let digits = Array("0123456789ABCDEF")
    let symbols = (0..<256).map { "0x\(digits[$0 / 16])\(digits[$0 % 16])" }
    return TextDecoder(try Vocabulary(symbols: symbols, unit: .byte))
  }

  private func pieces(_ bytes: [UInt8]) throws -> [String] {
    var decoder = try byteDecoder()
    return bytes.map { decoder.decode(Int32($0)) } + [decoder.flush()]
  }

  @Test func `bytes are held until a character is complete`() throws {
    let bytes: [UInt8] = [0x61, 0xC3, 0xA9, 0xF0, 0x9F, 0x98, 0x80, 0x62]
    #expect(try pieces(bytes) == ["a", "", "\u{E9}", "", "", "", "\u{1F600}", "b", ""])
  }

  @Test func `an ill-formed sequence is replaced when it is known to be one`() throws {
    #expect(try pieces([0xE4, 0xB8, 0x61]) == ["", "", "\u{FFFD}a", ""])
    #expect(try pieces([0x80, 0xC3]) == ["\u{FFFD}", "", "\u{FFFD}"])
    #expect(try pieces([0xC3, 0xC3, 0xA9]) == ["", "\u{FFFD}", "\u{E9}", ""])
  }

  @Test func `pieces join to what String makes of the same bytes`() throws {
    // Bytes are drawn from the edges of every row of the Unicode standard's table 3-7.
    let edges: [UInt8] = [
      0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
      0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    for seed in 0..<3000 {
      let uniforms = KeyedUniforms(seed: UInt64(seed))
      let bytes = (0..<24).map { edges[Int(uniforms.bits($0) % UInt64(edges.count))] }
      let joined = try pieces(bytes).joined()
      #expect(Samples.same(joined, String(decoding: bytes, as: UTF8.self)), "bytes \(bytes)")
    }
  }

  @Test func `a decoder is as new after a flush`() throws {
    var decoder = try byteDecoder()
    #expect(decoder.decode(0xE4) == "")
    #expect(decoder.flush() == "\u{FFFD}")
    #expect(decoder.flush() == "")
    #expect(decoder.decode([0xC3, 0xA9]) == "\u{E9}")
  }

  @Test func `combining marks come as they are`() throws {
    let vocabulary = Vocabulary(of: Samples.combining, unit: .scalar)
    var decoder = TextDecoder(vocabulary)
    let pieces = try vocabulary.encode(Samples.combining).map { decoder.decode($0) }
    #expect(pieces == ["e", "\u{301}", "o", "\u{308}", "\u{323}"])
    #expect(decoder.flush() == "")
  }

  @Test func `graphemes come whole`() throws {
    let text = Samples.family + Samples.flags + "\r\n"
    let vocabulary = Vocabulary(of: text, unit: .grapheme)
    var decoder = TextDecoder(vocabulary)
    let pieces = try vocabulary.encode(text).map { decoder.decode($0) }
    let flags = ["\u{1F1E9}\u{1F1EA}", "\u{1F1EB}\u{1F1F7}"]
    #expect(pieces == [Samples.family] + flags + ["\r\n"])
  }

  @Test func `a token outside the vocabulary traps`() async {
    await #expect(processExitsWith: .failure) {
      var decoder = TextDecoder(Vocabulary(of: "ab", unit: .scalar))
      _ = decoder.decode(2)
    }
    await #expect(processExitsWith: .failure) {
      var decoder = TextDecoder(Vocabulary(of: "ab", unit: .byte))
      _ = decoder.decode(-1)
    }
  }
}
