/// The token of each Unicode scalar, in pages of 256 that exist only where a symbol is.
///
/// Two loads per scalar for every script, and no hashing.
struct ScalarTable: Sendable {
  /// What stands for a scalar without a token.
  static let unknown: Int32 = -1

  /// Offset in `tokens` of the page of scalar `value >> 8`; page 0 of `tokens` is all unknown.
  private var pages = [Int32](repeating: 0, count: 0x1100)
  private var tokens = [Int32](repeating: Self.unknown, count: 256)

  subscript(value: UInt32) -> Int32 {
    get { tokens[Int(pages[Int(value >> 8)]) + Int(value & 0xFF)] }
    set {
      let page = Int(value >> 8)
      if pages[page] == 0 {
        pages[page] = Int32(tokens.count)
        tokens.append(contentsOf: repeatElement(Self.unknown, count: 256))
      }
      tokens[Int(pages[page]) + Int(value & 0xFF)] = newValue
    }
  }

  /// The tokens of valid UTF-8, one for each scalar, ``unknown`` where there is none.
  func encode(_ text: [UInt8]) -> [Int32] {
    let bytes = text.span
    let pages = pages.span
    let tokens = tokens.span
    var scalarCount = 0
    for index in bytes.indices { scalarCount &+= bytes[index] & 0xC0 == 0x80 ? 0 : 1 }
    var result = [Int32](repeating: Self.unknown, count: scalarCount)
    var destination = result.mutableSpan
    var offset = 0
    for index in destination.indices {
      let value = Self.scalar(bytes, &offset)
      destination[index] = tokens[Int(pages[Int(value >> 8)]) + Int(value & 0xFF)]
    }
    return result
  }

  /// The different scalars of valid UTF-8, in the order of their values.
  static func distinct(in text: [UInt8]) -> [Unicode.Scalar] {
    let bytes = text.span
    var isPresent = [Bool](repeating: false, count: 0x11_0000)
    var offset = 0
    while offset < bytes.count { isPresent[Int(scalar(bytes, &offset))] = true }
    return isPresent.indices.compactMap { value in
      isPresent[value] ? Unicode.Scalar(UInt32(value)) : nil
    }
  }

  /// The scalar that begins at an offset of valid UTF-8; moves the offset behind it.
  @inline(__always)
  private static func scalar(_ bytes: borrowing Span<UInt8>, _ offset: inout Int) -> UInt32 {
    let lead = UInt32(bytes[offset])
    if lead < 0x80 {
      offset += 1
      return lead
    }
    let second = UInt32(bytes[offset + 1]) & 0x3F
    if lead < 0xE0 {
      offset += 2
      return (lead & 0x1F) << 6 | second
    }
    let third = UInt32(bytes[offset + 2]) & 0x3F
    if lead < 0xF0 {
      offset += 3
      return (lead & 0x0F) << 12 | second << 6 | third
    }
    let fourth = UInt32(bytes[offset + 3]) & 0x3F
    offset += 4
    return (lead & 0x07) << 18 | second << 12 | third << 6 | fourth
  }
}
