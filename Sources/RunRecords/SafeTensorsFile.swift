/// The contents of a safetensors file: tensors in order, and texts by key.
///
/// A file is a header length (8 bytes, little-endian), a JSON header with type, shape and place of
/// each tensor, and the tensors' bytes without gaps.
///
/// Reference: <https://github.com/huggingface/safetensors>, format of version 0.8.0.
public struct SafeTensorsFile: Equatable, Sendable {
  /// The header key that holds the metadata and can therefore name no tensor.
  static let metadataKey = "__metadata__"
  /// The longest header that readers of this format accept, in bytes.
  static let longestHeader = 100_000_000

  /// The tensors; after reading, in the order of their bytes.
  public let tensors: [SafeTensor]
  /// Free texts by key.
  public let metadata: [String: String]

  /// A file with these tensors and texts.
  ///
  /// - Precondition: No two tensors have the same name, and none is named `__metadata__`.
  public init(tensors: [SafeTensor], metadata: [String: String] = [:]) {
    var names: Set<String> = [Self.metadataKey]
    for tensor in tensors {
      precondition(
        names.insert(tensor.name).inserted,
        "tensor name \(tensor.name) is taken in \(tensors.map(\.name)) or reserved"
      )
    }
    self.tensors = tensors
    self.metadata = metadata
  }

  /// The tensor with a name.
  ///
  /// - Throws: `SafeTensorsError.missingTensor` if there is none.
  public func tensor(named name: String) throws(SafeTensorsError) -> SafeTensor {
    guard let tensor = tensors.first(where: { $0.name == name }) else {
      throw .missingTensor(name, available: tensors.map(\.name))
    }
    return tensor
  }
}
