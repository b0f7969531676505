/// What one pass over the bytes of a text finds.
struct CorpusScan {
  /// FNV-1a of all bytes, 64 bits.
  private(set) var checksum: UInt64 = 0xcbf2_9ce4_8422_2325

  /// How many bytes are NUL.
  private(set) var nulCount = 0

  /// How many bytes are control characters that plain text does not use.
  private(set) var controlCount = 0

  /// How many bytes are CR.
  private(set) var carriageReturnCount = 0

  /// Bits 0x01...0x06, 0x0E...0x1A, 0x1C...0x1F.
  ///
  /// The rest (BEL, BS, TAB, LF, VT, FF, CR and ESC) occurs in logs and terminal recordings, and
  /// counts as text, as it does for file(1).
  private static let controlBits: UInt64 = 0xF7FF_C07E

  init(_ bytes: Span<UInt8>) {
    var checksum = checksum
    var nulCount = 0
    var controlCount = 0
    var carriageReturnCount = 0
    // The checksum is one long chain of multiplications; the counts run beside it for nothing.
    for index in bytes.indices {
      let byte = bytes[index]
      checksum = (checksum ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      nulCount &+= byte == 0 ? 1 : 0
      carriageReturnCount &+= byte == 0x0D ? 1 : 0
      let isControl = byte < 64 ? (Self.controlBits &>> UInt64(byte)) & 1 : byte == 0x7F ? 1 : 0
      controlCount &+= Int(truncatingIfNeeded: isControl)
    }
    self.checksum = checksum
    self.nulCount = nulCount
    self.controlCount = controlCount
    self.carriageReturnCount = carriageReturnCount
  }
}
