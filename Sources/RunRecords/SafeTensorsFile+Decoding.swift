import Foundation

extension SafeTensorsFile {
  /// Reads the bytes of a file, which may come from anywhere.
  ///
  /// What the reference library refuses is refused: a short file, a header that is too long or is
  /// not JSON, tensors that overlap, leave a hole or do not fit their type and shape, bytes after
  /// the last tensor, types that are unknown. So are repeated keys, which the format forbids. Two
  /// keys that differ only in Unicode normal form count as repeated.
  ///
  /// - Throws: `SafeTensorsError` for everything above.
  public init(decoding data: Data) throws(SafeTensorsError) {
    guard data.count >= 8 else { throw .tooShort(bytes: data.count) }
    let length = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= Self.longestHeader else { throw .headerTooLong(length) }
    guard length <= data.count - 8 else {
      throw .headerBeyondFile(length, available: data.count - 8)
    }
    let header = try SafeTensorsHeader(decoding: Array(data.dropFirst(8).prefix(Int(length))))
    let start = data.startIndex + 8 + Int(length)
    var tensors: [SafeTensor] = []
    var end = 0
    for entry in header.entriesByPlace() {
      try entry.check(follows: end)
      end = entry.end
      // A tensor beyond the file is reported once all are known, with the length they all need.
      guard end <= data.endIndex - start else { continue }
      tensors.append(
        SafeTensor(
          name: entry.name,
          type: entry.type,
          shape: entry.shape,
          bytes: data.subdata(in: start + entry.begin..<start + end)
        )
      )
    }
    guard end == data.endIndex - start else {
      throw .wrongDataLength(expected: end, found: data.endIndex - start)
    }
    self.init(tensors: tensors, metadata: header.metadata)
  }
}
