import CharacterModels
import Foundation
import Testing

@Suite struct CorpusReadingTests {
  @Test func `a file is read under its path`() throws {
    try Samples.withDirectory { directory in
      let path = directory.appending(path: "a b \u{E9}%20.txt").path(percentEncoded: false)
      try Data("ab\r\n".utf8).write(to: URL(filePath: path))
      let corpus = try Corpus(contentsOf: path)
      #expect(corpus.text == "ab\n")
      #expect(corpus.name == path)
    }
  }

  @Test func `a missing file is named`() {
    #expect(throws: CorpusError.missing(name: "/nowhere/x.txt")) {
      try Corpus(contentsOf: "/nowhere/x.txt")
    }
    #expect(throws: CorpusError.missing(name: "")) { try Corpus(contentsOf: "") }
  }

  @Test func `a directory is named`() throws {
    try Samples.withDirectory { directory in
      let path = directory.path(percentEncoded: false)
      #expect(throws: CorpusError.directory(name: path)) { try Corpus(contentsOf: path) }
    }
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may read every file"))
  func `a file without permission is named`() throws {
    try Samples.withDirectory { directory in
      let path = directory.appending(path: "secret.txt").path(percentEncoded: false)
      try Data("ab".utf8).write(to: URL(filePath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
      #expect(throws: CorpusError.notPermitted(name: path)) { try Corpus(contentsOf: path) }
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/mem")))
  func `a file that fails while it is read gives the system's reason`() {
    let error = CorpusError.unreadable(name: "/proc/self/mem", reason: "Input/output error")
    #expect(throws: error) { try Corpus(contentsOf: "/proc/self/mem") }
  }

  @Test func `a pipe is read to its end`() throws {
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data("\u{FEFF}ab".utf8))
    try pipe.fileHandleForWriting.close()
    let corpus = try Corpus(readingFrom: pipe.fileHandleForReading, name: "standard input")
    #expect(corpus.text == "ab")
    #expect(corpus.notes == ["Removed a byte order mark."])
  }

  @Test func `an empty pipe is an empty text`() throws {
    let pipe = Pipe()
    try pipe.fileHandleForWriting.close()
    #expect(throws: CorpusError.empty(name: "standard input")) {
      try Corpus(readingFrom: pipe.fileHandleForReading, name: "standard input")
    }
  }

  @Test func `a handle that cannot be read gives the system's reason`() throws {
    try Samples.withDirectory { directory in
      let path = directory.appending(path: "out.txt").path(percentEncoded: false)
      try Data("ab".utf8).write(to: URL(filePath: path))
      let handle = try FileHandle(forWritingTo: URL(filePath: path))
      #expect(throws: CorpusError.unreadable(name: "x", reason: "Bad file descriptor")) {
        try Corpus(readingFrom: handle, name: "x")
      }
    }
  }
}
