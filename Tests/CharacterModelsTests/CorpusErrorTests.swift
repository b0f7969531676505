import CharacterModels
import Testing

@Suite struct CorpusErrorTests {
  private static let cases: [(CorpusError, String)] = [
    (
      .missing(name: "x"),
      "x does not exist; give the path of a text file, or - for standard input."
    ),
    (.directory(name: "x"), "x is a directory; give the path of one text file in it."),
    (
      .notPermitted(name: "x"),
      "x may not be read by this user; allow it with chmod u+r, or copy the file."
    ),
    (
      .unreadable(name: "x", reason: "Input/output error"),
      "x cannot be read (Input/output error); copy the text to a regular file and give its path."
    ),
    (.empty(name: "x"), "x is empty; give a text of at least a few thousand characters."),
    (
      .oneCharacter(name: "x", character: "\n"),
      "x is a one-character corpus (only \"\\n\", again and again), so that there is nothing to "
        + "predict; give a text with at least two characters."
    ),
    (
      .nulByte(name: "x", offset: 1204),
      "x is binary (it has a NUL byte at offset 1,204); give a plain text, or, if it is UTF-16 "
        + "text, convert it with iconv -f UTF-16 -t UTF-8."
    ),
    (
      .controlCharacters(name: "x", count: 1500, byteCount: 100_000),
      "x is binary (1,500 of its 100,000 bytes are control characters, and 1 in 100 is the "
        + "limit); give a plain text."
    ),
    (
      .invalidUTF8(name: "x", byte: 0x0F, offset: 20_000, line: 5001),
      "x is not valid UTF-8 (byte 0x0F at offset 20,000, line 5,001); repair that line, or "
        + "convert the file with iconv, for example iconv -f ISO-8859-1 -t UTF-8."
    ),
    (
      .otherEncoding(name: "x", encoding: "UTF-16"),
      "x is UTF-16 text; convert it with iconv -f UTF-16 -t UTF-8."
    ),
  ]

  @Test(arguments: cases)
  func `each error is one sentence`(error: CorpusError, sentence: String) {
    #expect("\(error)" == sentence)
  }
}
