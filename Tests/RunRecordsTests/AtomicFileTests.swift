import Foundation
import RunRecords
import Testing

@Suite struct AtomicFileTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func `a file is created and then replaced, and nothing else is left`() throws {
    for text in ["first", "", "a longer second"] {
      try AtomicFile.write(Data(text.utf8), to: folder("model"))
      #expect(try String(contentsOf: folder("model"), encoding: .utf8) == text)
      #expect(try folder.names() == ["model"])
    }
  }

  @Test func `permissions of the replaced file are kept`() throws {
    try AtomicFile.write(Data("old".utf8), to: folder("model"))
    chmod(folder("model").path, 0o640)
    try AtomicFile.write(Data("new".utf8), to: folder("model"))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder("model").path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }

  @Test func `a folder of the file's name stays, and the temporary file is gone`() throws {
    let path = folder("model").path
    try FileManager.default.createDirectory(at: folder("model"), withIntermediateDirectories: true)
    let error = #expect(throws: RunFileError.cannotWrite(path: path, code: EISDIR)) {
      try AtomicFile.write(Data("new".utf8), to: folder("model"))
    }
    #expect(
      error?.description
        == "Cannot write \(path): Is a directory; a folder has this name, so choose another path."
    )
    #expect(try folder.names() == ["model"])
  }

  @Test func `a missing folder is named and not created`() throws {
    let url = folder("none/model")
    let error = #expect(throws: RunFileError.cannotWrite(path: url.path, code: ENOENT)) {
      try AtomicFile.write(Data("new".utf8), to: url)
    }
    #expect(
      error?.description == "Cannot write \(url.path): No such file or directory; "
        + "create its folder first or choose another path."
    )
    #expect(error?.localizedDescription == error?.description)
    #expect(try folder.names() == [])
  }

  @Test func `a path below a file is refused, and the file is intact`() throws {
    try AtomicFile.write(Data("old".utf8), to: folder("file"))
    let url = folder("file/model")
    #expect(throws: RunFileError.cannotWrite(path: url.path, code: ENOTDIR)) {
      try AtomicFile.write(Data("new".utf8), to: url)
    }
    #expect(try String(contentsOf: folder("file"), encoding: .utf8) == "old")
  }

  @Test func `a write that fails half-way keeps the old contents and removes its own`() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let old = Data("old".utf8)
      try AtomicFile.write(old, to: folder("model"))
      // The kernel then takes 4096 bytes of the file and refuses the rest, as a full disk does.
      signal(SIGXFSZ, SIG_IGN)
      let unlimited = try FileLimit.set(4096)
      let error = #expect(throws: RunFileError.self) {
        try AtomicFile.write(Data(count: 10_000), to: folder("model"))
      }
      try FileLimit.restore(unlimited)
      #expect(error == .cannotWrite(path: folder("model").path, code: EFBIG))
      #expect(try Data(contentsOf: folder("model")) == old)
      #expect(try folder.names() == ["model"])
    }
  }

  @Test func `many threads write one file, and one of their contents remains`() async throws {
    let url = folder("model")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          try AtomicFile.write(Data(repeating: UInt8(number), count: 100_000), to: url)
        }
      }
      try await group.waitForAll()
    }
    let data = try Data(contentsOf: url)
    #expect(data.count == 100_000)
    #expect(Set(data).count == 1)
    #expect(try folder.names() == ["model"])
  }

  @Test func `temporary files of dead processes are swept, and nothing else`() throws {
    let child = Process()
    child.executableURL = URL(fileURLWithPath: "/bin/true")
    try child.run()
    child.waitUntilExit()
    let dead = child.processIdentifier
    let abandoned = [".config.json.tmp-\(dead)-0", ".model.tmp-1-1.tmp-\(dead)-12"]
    let kept = [
      ".model.tmp-\(getpid())-0", ".model.tmp-\(dead)-", ".model.tmp-\(dead)-1x",
      ".model.tmp-\(dead)", ".model.tmp--\(dead)-1", ".tmp-\(dead)-0", "model.tmp-\(dead)-0",
      ".model.tmp-0-0", ".model.tmp-99999999999999999999-0", "model",
    ]
    for name in abandoned + kept { try Data().write(to: folder(name)) }
    #expect(AtomicFile.sweepAbandoned(in: folder.url) == abandoned.sorted())
    #expect(try folder.names() == kept.sorted())
    #expect(AtomicFile.sweepAbandoned(in: folder("none")) == [])
  }

  @Test func `a file left by a dead process with our number is not in the way`() throws {
    let leftover = ".model.tmp-\(getpid())-0"
    try Data("left".utf8).write(to: folder(leftover))
    try AtomicFile.write(Data("new".utf8), to: folder("model"))
    #expect(try String(contentsOf: folder("model"), encoding: .utf8) == "new")
    #expect(try folder.names() == [leftover, "model"])
  }
}
