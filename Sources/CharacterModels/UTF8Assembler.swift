/// Lets UTF-8 through character by character, and replaces what is ill-formed.
///
/// An ill-formed sequence becomes one U+FFFD for each maximal subpart, which is the practice of
/// the Unicode standard (section 3.9) and of `String(decoding:as:)`.
struct UTF8Assembler: Sendable {
  /// How many bytes of an unfinished character are held.
  private(set) var heldCount = 0

  private var missingCount = 0
  /// The held bytes, the newest in the lowest eight bits.
  private var held: UInt32 = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF

  /// Takes one byte and appends what it completes; false when it made the input ill-formed.
  mutating func push(_ byte: UInt8, to text: inout [UInt8]) -> Bool {
    guard missingCount > 0 else { return start(byte, &text) }
    guard lowest <= byte, byte <= highest else {
      flush(to: &text)
      _ = start(byte, &text)
      return false
    }
    (lowest, highest) = (0x80, 0xBF)
    missingCount -= 1
    if missingCount > 0 {
      held = held << 8 | UInt32(byte)
      heldCount += 1
      return true
    }
    for position in (0..<heldCount).reversed() {
      text.append(UInt8(truncatingIfNeeded: held >> UInt32(8 * position)))
    }
    text.append(byte)
    heldCount = 0
    return true
  }

  /// Replaces an unfinished character by U+FFFD.
  mutating func flush(to text: inout [UInt8]) {
    if heldCount > 0 { Self.replace(&text) }
    missingCount = 0
    heldCount = 0
  }

  private mutating func start(_ byte: UInt8, _ text: inout [UInt8]) -> Bool {
    (lowest, highest) = (0x80, 0xBF)
    // The narrower second bytes refuse overlong forms, surrogates and values above U+10FFFF.
    switch byte {
    case 0x00...0x7F:
      text.append(byte)
      return true
    case 0xC2...0xDF: missingCount = 1
    case 0xE0...0xEF:
      missingCount = 2
      if byte == 0xE0 { lowest = 0xA0 }
      if byte == 0xED { highest = 0x9F }
    case 0xF0...0xF4:
      missingCount = 3
      if byte == 0xF0 { lowest = 0x90 }
      if byte == 0xF4 { highest = 0x8F }
    default:
      Self.replace(&text)
      return false
    }
    held = UInt32(byte)
    heldCount = 1
    return true
  }

  private static func replace(_ text: inout [UInt8]) {
    text += [0xEF, 0xBF, 0xBD]
  }
}

extension UTF8Assembler {
  /// The offset at which the first ill-formed sequence begins, or nil when all bytes are UTF-8.
  static func firstIllFormed(in bytes: Span<UInt8>) -> Int? {
    var assembler = UTF8Assembler()
    var discarded: [UInt8] = []
    for index in bytes.indices {
      // Emptied now and then, so that a large file needs no second copy in memory.
      if index.isMultiple(of: 4096) { discarded.removeAll(keepingCapacity: true) }
      let heldCount = assembler.heldCount
      guard assembler.push(bytes[index], to: &discarded) else { return index - heldCount }
    }
    return assembler.heldCount > 0 ? bytes.count - assembler.heldCount : nil
  }
}
