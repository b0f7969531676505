import Foundation
import RunRecords
import Testing

@Suite struct JSONLinesFileTests {
  private struct Line: Encodable {
    var step: Int
    var bitsPerCharacter: Double?
    var text = "a/b\n"

    enum CodingKeys: String, CodingKey {
      case step, text
      case bitsPerCharacter = "bits_per_character"
    }
  }

  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func contents() throws -> String {
    try String(contentsOf: folder("metrics.jsonl"), encoding: .utf8)
  }

  @Test func `each line is in the file as soon as it is appended`() throws {
    let log = try JSONLinesFile(creating: folder("metrics.jsonl"))
    #expect(try contents() == "")
    try log.append(Line(step: 1, bitsPerCharacter: 2.5))
    let first = #"{"bits_per_character":2.5,"step":1,"text":"a/b\n"}"# + "\n"
    #expect(try contents() == first)
    try log.append(Line(step: 2))
    #expect(try contents() == first + #"{"step":2,"text":"a/b\n"}"# + "\n")
  }

  @Test func `a file that exists is refused and intact`() throws {
    try Data("old".utf8).write(to: folder("metrics.jsonl"))
    let path = folder("metrics.jsonl").path
    let error = #expect(throws: RunFileError.alreadyExists(path: path)) {
      try JSONLinesFile(creating: folder("metrics.jsonl"))
    }
    #expect(
      error?.description
        == "\(path) exists already and is never overwritten; choose another path or move it away."
    )
    #expect(try contents() == "old")
  }

  @Test func `a missing folder is an error`() {
    let url = folder("none/metrics.jsonl")
    #expect(throws: RunFileError.cannotWrite(path: url.path, code: ENOENT)) {
      try JSONLinesFile(creating: url)
    }
  }

  @Test func `a value that JSON cannot hold is an error and leaves no line`() throws {
    let log = try JSONLinesFile(creating: folder("metrics.jsonl"))
    let error = #expect(throws: RunFileError.self) {
      try log.append(Line(step: 1, bitsPerCharacter: .nan))
    }
    #expect(
      error?.description == "Cannot write a line to \(folder("metrics.jsonl").path): "
        + "nan at 'bits_per_character' has no JSON form; "
        + "replace the value by one that JSON can hold."
    )
    #expect(try contents() == "")
  }

  @Test func `lines of many threads do not mix`() async throws {
    let log = try JSONLinesFile(creating: folder("metrics.jsonl"))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for step in 0..<64 {
        group.addTask {
          try log.append(Line(step: step, text: String(repeating: "x", count: 5000)))
        }
      }
      try await group.waitForAll()
    }
    let lines = try contents().split(separator: "\n")
    let tail = String(repeating: "x", count: 5000)
    #expect(Set(lines) == Set((0..<64).map { "{\"step\":\($0),\"text\":\"\(tail)\"}" }))
    #expect(lines.count == 64)
  }

  @Test func `a line that does not fit on the disk is taken back`() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let log = try JSONLinesFile(creating: folder("metrics.jsonl"))
      try log.append(["a": 1])
      signal(SIGXFSZ, SIG_IGN)
      let unlimited = try FileLimit.set(100)
      let error = #expect(throws: RunFileError.self) {
        try log.append(["b": String(repeating: "x", count: 200)])
      }
      try FileLimit.restore(unlimited)
      #expect(error == .cannotWrite(path: folder("metrics.jsonl").path, code: EFBIG))
      try log.append(["c": 2])
      let text = try String(contentsOf: folder("metrics.jsonl"), encoding: .utf8)
      #expect(text == "{\"a\":1}\n{\"c\":2}\n")
    }
  }
}
