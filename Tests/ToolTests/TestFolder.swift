import Foundation

/// A new folder that is removed with everything in it when its owner goes away.
final class TestFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "Tool-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// A file or folder inside.
  func callAsFunction(_ name: String) -> URL { url.appending(path: name) }

  /// Writes a file.
  func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  /// Writes a file.
  func write(_ data: Data, to name: String) throws { try data.write(to: self(name)) }

  /// The sorted names of everything inside, hidden files as well.
  func names(in name: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: self(name).path).sorted()
  }

  /// A text that a network can be trained on within a moment: lines of numbers.
  func writeNumbers(to name: String = "numbers.txt", count: Int = 400) throws {
    try write((0..<count).map { "number \($0)\n" }.joined(), to: name)
  }

  /// The lines of a file.
  func lines(_ name: String) throws -> [String] {
    try String(contentsOf: self(name), encoding: .utf8).split(separator: "\n").map(String.init)
  }
}
