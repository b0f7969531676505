import Foundation
import Testing

/// A file of `Golden/` that an output must be equal to, byte for byte.
///
/// With the environment variable `RECURRENT_RECORD_GOLDEN` set, the file is written instead.
struct GoldenFile {
  let name: String

  func expect(
    _ output: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/\(name)")
    if ProcessInfo.processInfo.environment["RECURRENT_RECORD_GOLDEN"] != nil {
      try Data(output.utf8).write(to: url)
    }
    let golden = try String(contentsOf: url, encoding: .utf8)
    #expect(output == golden, sourceLocation: sourceLocation)
  }
}
