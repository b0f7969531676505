import Foundation
import Testing

@Suite struct CorpusRefusalTests {
  /// The bytes of a text, nil for none, and the sentence that it is answered with.
  static let refusals: [(bytes: [UInt8]?, sentence: String)] = [
    (nil, "does not exist; give the path of a text file, or - for standard input."),
    ([], "is empty; give a text of at least a few thousand characters."),
    ([0xEF, 0xBB, 0xBF], "is empty; give a text of at least a few thousand characters."),
    (
      Array("aaaa".utf8),
      "is a one-character corpus (only \"a\", again and again), so that there is nothing to "
        + "predict; give a text with at least two characters."
    ),
    (
      [0x41, 0x00, 0x42],
      "is binary (it has a NUL byte at offset 1); give a plain text, or, if it is UTF-16 text, "
        + "convert it with iconv -f UTF-16 -t UTF-8."
    ),
    (
      Array("one\ntw".utf8) + [0xFF],
      "is not valid UTF-8 (byte 0xFF at offset 6, line 2); repair that line, or convert the file "
        + "with iconv, for example iconv -f ISO-8859-1 -t UTF-8."
    ),
    (
      [0xFF, 0xFE, 0x41, 0x00], "is UTF-16 text; convert it with iconv -f UTF-16 -t UTF-8."
    ),
    (
      Array("abcdefghij".utf8),
      "is too short: 9 of its 10 characters are trained on, and 32 rows of 64 need 2,049; give a "
        + "longer text, or a smaller --batch-size, --sequence-length or --validation."
    ),
  ]

  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test(arguments: refusals)
  func `a text that cannot be used is answered with one sentence, and nothing is written`(
    bytes: [UInt8]?, sentence: String
  ) throws {
    if let bytes { try folder.write(Data(bytes), to: "text") }
    let result = try Tool.train.run("text --output run", in: folder)
    #expect(result.error == "Error: text \(sentence)\n")
    #expect(result.output.isEmpty)
    #expect(result.status == 65)
    #expect(try folder.names() == (bytes == nil ? [] : ["text"]))
  }

  @Test func `a folder is no text`() throws {
    let result = try Tool.train.run(". --output run", in: folder)
    #expect(result.error == "Error: . is a directory; give the path of one text file in it.\n")
    #expect(result.status == 65)
    #expect(try folder.names().isEmpty)
  }

  @Test func `an empty standard input and an empty path are told apart`() throws {
    let input = try Tool.train.run(["-"], in: folder)
    #expect(
      input.error == "Error: standard input is empty; give a text of at least a few thousand "
        + "characters.\n")
    #expect(input.status == 65)
    let path = try Tool.train.run([""], in: folder)
    #expect(
      path.error == "Error: The path of the text is empty: give the path of a text file, or - for "
        + "standard input.\n")
    #expect(path.status == 64)
  }
}
