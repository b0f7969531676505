import Foundation
import Testing

@Suite struct CorpusInputTests {
  let folder: TestFolder
  let options = [
    "--steps", "2", "--hidden-size", "4", "--batch-size", "4", "--sequence-length", "8",
  ]

  init() throws {
    folder = try TestFolder()
    try folder.writeNumbers()
  }

  private func weights(_ run: String) throws -> Data { try ModelFile(folder(run)).body }

  @Test func `standard input trains the same model as a file`() throws {
    let piped = try Tool.train.run(
      ["-", "--output", "piped"] + options, in: folder, input: folder("numbers.txt"))
    #expect(piped.status == 0)
    #expect(piped.output.contains("on standard input: "))
    let read = try Tool.train.run(["numbers.txt", "--output", "read"] + options, in: folder)
    #expect(read.status == 0)
    #expect(read.output.contains("on numbers.txt: "))
    #expect(try weights("piped") == weights("read"))
  }

  @Test func `a byte order mark and CRLF are removed, and the user is told`() throws {
    let text = try String(contentsOf: folder("numbers.txt"), encoding: .utf8)
    try folder.write("\u{FEFF}" + text.replacing("\n", with: "\r\n"), to: "windows.txt")
    let result = try Tool.train.run(
      ["windows.txt", "--quiet", "--output", "windows"] + options, in: folder)
    #expect(result.status == 0)
    #expect(
      result.output.hasPrefix(
        "Note: Removed a byte order mark.\nNote: Converted 400 CRLF line ends to LF.\n"))
    _ = try Tool.train.run(["numbers.txt", "--output", "plain"] + options, in: folder)
    #expect(try weights("windows") == weights("plain"))
  }

  @Test(arguments: ["the-harbour-year", "long-range", "source-code"])
  func `a bundled text is found by its name`(name: String) throws {
    let result = try Tool.train.run([name, "--output", "run"] + options, in: folder)
    #expect(result.status == 0)
    #expect(result.output.contains("on \(name).txt: "))
  }
}
