import Foundation

extension SafeTensorsFile {
  /// The bytes of the file.
  ///
  /// Tensors are placed by falling element size and then by name, and the header is padded with
  /// spaces, so that every tensor starts at a multiple of its element size. Metadata keys are
  /// sorted: equal contents give equal bytes.
  ///
  /// - Precondition: The header takes at most 100,000,000 bytes.
  public func encoded() -> Data {
    let placed = tensors.sorted { first, second in
      first.type.bitWidth == second.type.bitWidth
        ? first.name.utf8.lexicographicallyPrecedes(second.name.utf8)
        : first.type.bitWidth > second.type.bitWidth
    }
    var header = Array(header(placing: placed).utf8)
    header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    precondition(
      header.count <= Self.longestHeader,
      "a header of \(header.count) bytes is longer than \(Self.longestHeader)"
    )
    var data = Data()
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { data.append(contentsOf: $0) }
    data.append(contentsOf: header)
    for tensor in placed { data.append(tensor.bytes) }
    return data
  }

  private func header(placing placed: [SafeTensor]) -> String {
    var members: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { "\(JSONLine.string($0.key)):\(JSONLine.string($0.value))" }
      members.append("\(JSONLine.string(Self.metadataKey)):{\(texts.joined(separator: ","))}")
    }
    var begin = 0
    for tensor in placed {
      let end = begin + tensor.bytes.count
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      members.append(
        "\(JSONLine.string(tensor.name)):{\"dtype\":\"\(tensor.type.rawValue)\","
          + "\"shape\":[\(shape)],\"data_offsets\":[\(begin),\(end)]}"
      )
      begin = end
    }
    return "{\(members.joined(separator: ","))}"
  }
}
