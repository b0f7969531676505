public import Foundation

/// A text to train on, checked, in UTF-8 with LF line ends.
///
/// A byte order mark is removed and CRLF and lone CR become LF; ``notes`` says so. Refused are
/// texts that are empty, repeat one character, are not valid UTF-8, or are binary: a NUL byte, or
/// more than one byte in a hundred that is a control character other than BEL, BS, TAB, LF, VT,
/// FF, CR and ESC.
public struct Corpus: Equatable, Sendable {
  /// What messages call the text: its path, or `standard input`.
  public let name: String

  /// The text.
  public let text: String

  /// How many bytes were given, before anything was removed or converted.
  public let byteCount: Int

  /// FNV-1a, 64 bits, of the bytes as given, in 16 lowercase hexadecimal digits.
  ///
  /// It tells one text from another in a run's records; it does not protect against forgery.
  public let checksum: String

  /// What was changed in the bytes as given, one sentence each.
  public let notes: [String]

  /// Reads a text from bytes.
  ///
  /// - Parameters:
  ///   - data: The bytes, in UTF-8.
  ///   - name: What messages call the text.
  /// - Throws: ``CorpusError`` when the bytes are not a text to train on.
  public init(data: Data, name: String) throws(CorpusError) {
    var bytes = [UInt8](data)
    guard !bytes.isEmpty else { throw .empty(name: name) }
    if let encoding = Self.foreignEncoding(of: bytes) {
      throw .otherEncoding(name: name, encoding: encoding)
    }
    let scan = CorpusScan(bytes.span)
    try Self.refuseBinary(bytes, scan, name: name)

    var notes: [String] = []
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes.removeFirst(3)
      notes.append("Removed a byte order mark.")
    }
    if scan.carriageReturnCount > 0 { notes += LineEnds(converting: &bytes).notes }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Self.illFormed([UInt8](data), name: name)
    }
    guard !text.isEmpty else { throw .empty(name: name) }
    if let character = Self.onlyCharacter(of: text) {
      throw .oneCharacter(name: name, character: character)
    }
    let digits = String(scan.checksum, radix: 16)
    self.name = name
    self.text = text
    byteCount = data.count
    checksum = String(repeating: "0", count: 16 - digits.count) + digits
    self.notes = notes
  }

  /// The encoding, in iconv's name, that a byte order mark other than UTF-8's announces.
  private static func foreignEncoding(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      return "UTF-32"
    }
    return bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) ? "UTF-16" : nil
  }

  private static func refuseBinary(
    _ bytes: [UInt8], _ scan: CorpusScan, name: String
  ) throws(CorpusError) {
    if scan.nulCount > 0, let offset = bytes.firstIndex(of: 0) {
      throw .nulByte(name: name, offset: offset)
    }
    if scan.controlCount * 100 > bytes.count {
      throw .controlCharacters(name: name, count: scan.controlCount, byteCount: bytes.count)
    }
  }

  /// Where and on which line the bytes as given stop being UTF-8.
  private static func illFormed(_ bytes: [UInt8], name: String) -> CorpusError {
    let offset = UTF8Assembler.firstIllFormed(in: bytes.span) ?? 0
    var before = Array(bytes[..<offset])
    // A CR that ends the part before the fault still ends a line.
    _ = LineEnds(converting: &before)
    let line = 1 + before.count { $0 == 0x0A }
    return .invalidUTF8(name: name, byte: bytes[offset], offset: offset, line: line)
  }

  /// The character that makes up the whole text, or nil when there are two different ones.
  ///
  /// Looks at scalars first, and only as far as the first difference: that is quick for any text
  /// but one made of a single repeated cluster.
  private static func onlyCharacter(of text: String) -> String? {
    guard let scalar = text.unicodeScalars.first, let character = text.first else { return nil }
    if text.unicodeScalars.allSatisfy({ $0 == scalar }) { return String(scalar) }
    return text.allSatisfy { $0 == character } ? String(character) : nil
  }
}
