import Foundation

/// A built executable, run as a user runs it.
struct Tool {
  static let train = Tool(name: "rnn-train")
  static let sample = Tool(name: "rnn-sample")
  static let probe = Tool(name: "rnn-probe")
  static let shell = Tool(name: "/bin/sh")

  let name: String

  /// What a run left behind.
  struct Result {
    let status: Int32
    let output: String
    let error: String
  }

  /// The folder that the executables were built into: that of the test bundle or one above it.
  static let folder: URL = {
    var folder = Bundle.main.bundleURL
    for _ in 0..<8 {
      let tool = folder.appending(path: "rnn-train").path
      if FileManager.default.isExecutableFile(atPath: tool) { return folder }
      folder = folder.deletingLastPathComponent()
    }
    return Bundle.main.bundleURL
  }()

  /// Runs the tool to its end, or starts it and hands it to `body` first.
  func run(
    _ arguments: [String], in folder: TestFolder, input: URL? = nil,
    during body: (Process, FileHandle) throws -> Void = { _, _ in }
  ) throws -> Result {
    let process = Process()
    process.executableURL =
      name.hasPrefix("/") ? URL(filePath: name) : Tool.folder.appending(path: name)
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = [
      "PATH": "\(Tool.folder.path):/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": folder.url.path,
    ]
    let (output, error) = (Pipe(), Pipe())
    process.standardInput = try input.map { try FileHandle(forReadingFrom: $0) } ?? .nullDevice
    process.standardOutput = output
    process.standardError = error
    try process.run()
    try body(process, output.fileHandleForReading)
    // A tool's errors fit into a pipe, so that they can wait until its output has ended.
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    let complaint = try error.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
      error: String(decoding: complaint, as: UTF8.self))
  }

  /// Runs the tool with words parted by single spaces.
  func run(_ line: String, in folder: TestFolder) throws -> Result {
    try run(line.split(separator: " ").map(String.init), in: folder)
  }
}
