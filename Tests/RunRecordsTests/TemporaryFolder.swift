import Foundation

/// A new folder that is removed with everything in it when its owner goes away.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "RunRecords-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// A file or folder inside.
  func callAsFunction(_ name: String) -> URL { url.appending(path: name) }

  /// The sorted names of everything inside, hidden files as well.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
  }
}
