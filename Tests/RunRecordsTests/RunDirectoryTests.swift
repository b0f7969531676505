import Foundation
import RunRecords
import Testing

@Suite struct RunDirectoryTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func name(cell: String = "elman", hidden: String, offset: Int = 0) throws -> String {
    RunDirectory.defaultName(
      date: Date(timeIntervalSince1970: 1_767_323_045),
      cell: cell,
      hidden: hidden,
      timeZone: try #require(TimeZone(secondsFromGMT: offset))
    )
  }

  @Test func `a default name is time, cell and activation`() throws {
    #expect(try name(hidden: "leaky-relu") == "20260102-030405-elman-leaky-relu")
    #expect(try name(cell: "gru", hidden: "tanh", offset: -4 * 3600) == "20260101-230405-gru-tanh")
  }

  @Test(
    arguments: [
      ("x / (1 + abs(x))", "x-1-abs-x"),
      ("max(0,x)", "max-0-x"),
      ("x - -0.5", "x-0.5"),
      ("_x_.5", "_x_.5"),
      ("../../etc/passwd", "etc-passwd"),
      ("..", "unnamed"),
      ("", "unnamed"),
      ("(((", "unnamed"),
      ("a/", "a"),
      ("a\0b\\c\nd", "a-b-c-d"),
      ("π·x²é٣", "x"),
      ("-rf", "rf"),
      (String(repeating: "a", count: 100), String(repeating: "a", count: 40)),
      (String(repeating: "a", count: 39) + "-b", String(repeating: "a", count: 39)),
    ]
  )
  func `an expression becomes a safe name`(hidden: String, expected: String) throws {
    #expect(try name(hidden: hidden) == "20260102-030405-elman-\(expected)")
    #expect(try name(cell: hidden, hidden: "tanh") == "20260102-030405-\(expected)-tanh")
  }

  @Test func `a folder is created with its parents`() throws {
    let run = try RunDirectory.create(at: folder("a/b/run"))
    var isFolder: ObjCBool = false
    #expect(FileManager.default.fileExists(atPath: run.url.path, isDirectory: &isFolder))
    #expect(isFolder.boolValue)
    #expect(run.url.path == folder("a/b/run").path)
    #expect(run.configURL.path == folder("a/b/run/config.json").path)
    #expect(run.metricsURL.path == folder("a/b/run/metrics.jsonl").path)
    #expect(run.modelURL.path == folder("a/b/run/model.safetensors").path)
    #expect(RunDirectory(at: folder("a/b/run")).modelURL.path == run.modelURL.path)
  }

  @Test func `a path relative to the working directory is created there`() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      #expect(FileManager.default.changeCurrentDirectoryPath(folder.url.path))
      let run = try RunDirectory.create(at: URL(fileURLWithPath: "runs/one"))
      try AtomicFile.write(Data("m".utf8), to: run.modelURL)
      _ = try RunDirectory.create(at: URL(fileURLWithPath: "two"))
      #expect(try folder.names() == ["runs", "two"])
      #expect(try String(contentsOf: folder("runs/one/model.safetensors"), encoding: .utf8) == "m")
    }
  }

  @Test(arguments: [true, false])
  func `an explicit path that exists is refused, even an empty folder`(isFile: Bool) throws {
    if isFile {
      try Data("old".utf8).write(to: folder("run"))
    } else {
      _ = try RunDirectory.create(at: folder("run"))
    }
    let error = #expect(throws: RunFileError.alreadyExists(path: folder("run").path)) {
      try RunDirectory.create(at: folder("run"))
    }
    #expect(
      error?.description == "\(folder("run").path) exists already and is never overwritten; "
        + "choose another path or move it away."
    )
    #expect(try folder.names() == ["run"])
  }

  @Test func `a default name that is taken is numbered`() throws {
    let runs = try (1...3).map { _ in try RunDirectory.create(named: "run", in: folder("runs")) }
    #expect(runs.map(\.url.lastPathComponent) == ["run", "run-2", "run-3"])
  }

  @Test func `a parent that is a file is an error with the path and the reason`() throws {
    try Data("old".utf8).write(to: folder("file"))
    for url in [folder("file/run"), folder("file/a/run")] {
      let error = #expect(throws: RunFileError.cannotWrite(path: url.path, code: ENOTDIR)) {
        try RunDirectory.create(at: url)
      }
      #expect(
        error?.description == "Cannot write \(url.path): Not a directory; "
          + "a part of the path is a file, so choose another path."
      )
      #expect(throws: RunFileError.self) {
        try RunDirectory.create(named: "run", in: url.deletingLastPathComponent())
      }
    }
  }

  @Test func `a name that is too long is an error`() {
    let url = folder(String(repeating: "a", count: 300))
    #expect(throws: RunFileError.cannotWrite(path: url.path, code: ENAMETOOLONG)) {
      try RunDirectory.create(at: url)
    }
  }

  @Test func `checkpoints are listed by their updates, and nothing else is`() throws {
    let run = try RunDirectory.create(named: "run", in: folder.url)
    #expect(run.checkpoints.isEmpty)
    // Twice: a folder that is there is good.
    for _ in 0..<2 { try run.createCheckpoints() }
    for name in ["100", "9", "0", "007", "+5", "x", ""] {
      try Data().write(to: run.checkpointsURL.appending(path: "\(name).safetensors"))
    }
    try Data().write(to: run.checkpointsURL.appending(path: "8.txt"))
    #expect(run.checkpoints == [0, 9, 100])
    #expect(run.checkpointURL(update: 9).path.hasSuffix("/run/checkpoints/9.safetensors"))
  }
}
