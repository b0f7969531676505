/// The header of a safetensors file as it stands there, its places not yet checked.
struct SafeTensorsHeader {
  /// One tensor: what it is and where its bytes are claimed to be.
  struct Entry {
    let name: String
    let type: SafeTensorType
    let shape: [Int]
    let begin: Int
    let end: Int
  }

  private(set) var entries: [Entry] = []
  private(set) var metadata: [String: String] = [:]

  init(decoding bytes: [UInt8]) throws(SafeTensorsError) {
    var reader = StrictJSONReader(bytes)
    var entries: [Entry] = []
    var metadata: [String: String] = [:]
    try reader.readObject { (reader, key) throws(SafeTensorsError) in
      if key == SafeTensorsFile.metadataKey {
        metadata = try Self.metadata(from: &reader)
      } else {
        entries.append(try Entry(name: key, from: &reader))
      }
    }
    try reader.readEnd()
    self.entries = entries
    self.metadata = metadata
  }

  /// The entries in the order of their bytes; those without bytes keep the order of the header.
  func entriesByPlace() -> [Entry] {
    entries.enumerated()
      .sorted { first, second in
        (first.element.begin, first.element.end, first.offset)
          < (second.element.begin, second.element.end, second.offset)
      }
      .map(\.element)
  }

  private static func metadata(
    from reader: inout StrictJSONReader
  ) throws(SafeTensorsError) -> [String: String] {
    var metadata: [String: String] = [:]
    if try reader.readNull() { return metadata }
    try reader.readObject { (reader, key) throws(SafeTensorsError) in
      metadata[key] = try reader.readString()
    }
    return metadata
  }
}

extension SafeTensorsHeader.Entry {
  init(name: String, from reader: inout StrictJSONReader) throws(SafeTensorsError) {
    var typeName: String?
    var shape: [Int]?
    var offsets: [Int]?
    try reader.readObject { (reader, key) throws(SafeTensorsError) in
      switch key {
      case "dtype": typeName = try reader.readString()
      case "shape": shape = try reader.readCounts()
      case "data_offsets": offsets = try reader.readCounts()
      default: try reader.skipValue()
      }
    }
    guard let typeName else { throw .missingField(tensor: name, field: "dtype") }
    guard let shape else { throw .missingField(tensor: name, field: "shape") }
    guard let offsets, offsets.count == 2 else {
      throw .missingField(tensor: name, field: "data_offsets")
    }
    guard let type = SafeTensorType(rawValue: typeName) else {
      throw .unknownType(tensor: name, type: typeName)
    }
    self.init(name: name, type: type, shape: shape, begin: offsets[0], end: offsets[1])
  }

  /// Refuses an entry that does not start where the one before ended, or is not as long as its
  /// type and shape.
  func check(follows previousEnd: Int) throws(SafeTensorsError) {
    guard begin == previousEnd else {
      throw .misplacedTensor(name, expected: previousEnd, found: begin)
    }
    guard begin <= end, type.byteCount(shape: shape) == end - begin else {
      throw .wrongTensorLength(name, type: type, shape: shape, begin: begin, end: end)
    }
  }
}
