import Foundation

/// One named tensor of a safetensors file: row-major, little-endian bytes and how to read them.
public struct SafeTensor: Equatable, Sendable {
  /// The name, unique within its file.
  public let name: String
  /// The type of every element.
  public let type: SafeTensorType
  /// The size of each dimension; none for a scalar.
  public let shape: [Int]
  /// The elements, row-major and little-endian.
  public let bytes: Data

  /// A tensor from bytes that are already in the file's form.
  ///
  /// - Precondition: `bytes` has the length that `type` and `shape` ask for.
  public init(name: String, type: SafeTensorType, shape: [Int], bytes: Data) {
    let expected = type.byteCount(shape: shape)
    precondition(
      bytes.count == expected,
      "tensor \(name) of shape \(shape) and type \(type.rawValue) takes "
        + "\(expected.map(String.init) ?? "no whole number of") bytes, but has \(bytes.count)"
    )
    self.name = name
    self.type = type
    self.shape = shape
    self.bytes = bytes
  }
}
