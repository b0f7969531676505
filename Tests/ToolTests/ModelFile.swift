import Foundation

/// A model file, taken apart without the library under test.
struct ModelFile {
  /// Shapes by tensor name.
  let shapes: [String: [Int]]
  let metadata: [String: String]
  /// All tensors' bytes.
  let body: Data

  struct Malformed: Error {}

  /// The one that a run saved last.
  init(_ run: URL) throws { try self.init(file: run.appending(path: "model.safetensors")) }

  init(file: URL) throws {
    let data = try Data(contentsOf: file)
    let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let json = try JSONSerialization.jsonObject(with: data.dropFirst(8).prefix(length))
    guard var header = json as? [String: [String: Any]],
      let metadata = header.removeValue(forKey: "__metadata__") as? [String: String]
    else { throw Malformed() }
    self.metadata = metadata
    shapes = header.compactMapValues { $0["shape"] as? [Int] }
    body = data.dropFirst(8 + length)
  }
}
