import Foundation

/// Reads what the PyTorch scripts in `Tests/Reference` wrote.
enum ReferenceFile {
  /// The contents of `Tests/Reference/NAME.json`.
  static func read<Content: Decodable>(
    _ name: String, as content: Content.Type = Content.self
  ) throws -> Content {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appending(path: "Reference/\(name).json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Content.self, from: Data(contentsOf: file))
  }
}
