/// A reader of JSON as RFC 8259 has it, which also refuses repeated keys and deep nesting.
///
/// `JSONDecoder` keeps one of several equal keys without a word, so a file could mean different
/// things to different readers.
struct StrictJSONReader {
  /// How deep arrays and objects may be nested: headers need 3, and recursion must be bounded.
  static let deepest = 64

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads an object; `member` is called after each key and must read its value.
  mutating func readObject(
    member: (inout StrictJSONReader, String) throws(SafeTensorsError) -> Void
  ) throws(SafeTensorsError) {
    var keys: Set<String> = []
    try readList(from: "{", to: "}") { (reader) throws(SafeTensorsError) in
      let key = try reader.readString()
      guard keys.insert(key).inserted else { throw .duplicateKey(key) }
      try reader.expect(":")
      try member(&reader, key)
    }
  }

  /// Reads an array of numbers that are whole and not negative.
  mutating func readCounts() throws(SafeTensorsError) -> [Int] {
    var counts: [Int] = []
    try readList(from: "[", to: "]") { (reader) throws(SafeTensorsError) in
      counts.append(try reader.readCount())
    }
    return counts
  }

  /// Reads `null` if it stands here.
  mutating func readNull() throws(SafeTensorsError) -> Bool {
    skipSpace()
    guard peek() == UInt8(ascii: "n") else { return false }
    try readWord("null")
    return true
  }

  /// Reads a value of any kind and forgets it.
  mutating func skipValue() throws(SafeTensorsError) {
    skipSpace()
    switch peek() {
    case UInt8(ascii: "{"):
      try readObject { (reader, _) throws(SafeTensorsError) in try reader.skipValue() }
    case UInt8(ascii: "["):
      try readList(from: "[", to: "]") { (reader) throws(SafeTensorsError) in
        try reader.skipValue()
      }
    case UInt8(ascii: "\""): _ = try readString()
    case UInt8(ascii: "n"): try readWord("null")
    case UInt8(ascii: "t"): try readWord("true")
    case UInt8(ascii: "f"): try readWord("false")
    default: try skipNumber()
    }
  }

  /// Checks that only white space is left.
  mutating func readEnd() throws(SafeTensorsError) {
    skipSpace()
    guard position == bytes.count else { throw malformed("more text after the header's end") }
  }

  func malformed(_ reason: String) -> SafeTensorsError {
    .malformedHeader(byte: position, reason: reason)
  }
}

extension StrictJSONReader {
  /// The byte at the current position, or nil at the end.
  private func peek() -> UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  private mutating func skipSpace() {
    while let byte = peek(), [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(SafeTensorsError) {
    skipSpace()
    guard skip(character) else { throw malformed("no '\(character)' where one is needed") }
  }

  private mutating func readWord(_ word: String) throws(SafeTensorsError) {
    guard bytes[position...].starts(with: word.utf8) else { throw malformed("an unknown word") }
    position += word.utf8.count
  }

  private mutating func readList(
    from opening: Unicode.Scalar,
    to closing: Unicode.Scalar,
    element: (inout StrictJSONReader) throws(SafeTensorsError) -> Void
  ) throws(SafeTensorsError) {
    try expect(opening)
    depth += 1
    guard depth <= Self.deepest else { throw malformed("nesting deeper than \(Self.deepest)") }
    skipSpace()
    if !skip(closing) {
      repeat {
        try element(&self)
        skipSpace()
      } while skip(",")
      try expect(closing)
    }
    depth -= 1
  }
}

extension StrictJSONReader {
  private mutating func skipDigits() throws(SafeTensorsError) {
    let start = position
    while let byte = peek(), (0x30...0x39).contains(byte) { position += 1 }
    guard position > start else { throw malformed("no value where one is needed") }
  }

  private mutating func skipInteger() throws(SafeTensorsError) {
    if skip("0") { return }
    try skipDigits()
  }

  private mutating func skipNumber() throws(SafeTensorsError) {
    _ = skip("-")
    try skipInteger()
    if skip(".") { try skipDigits() }
    if skip("e") || skip("E") {
      _ = skip("+") || skip("-")
      try skipDigits()
    }
  }

  private mutating func readCount() throws(SafeTensorsError) -> Int {
    skipSpace()
    let start = position
    try skipInteger()
    guard let count = Int(String(decoding: bytes[start..<position], as: UTF8.self)) else {
      throw malformed("a number above \(Int.max)")
    }
    return count
  }
}

extension StrictJSONReader {
  /// Reads a string.
  mutating func readString() throws(SafeTensorsError) -> String {
    try expect("\"")
    var text: [UInt8] = []
    while !skip("\"") {
      guard let byte = peek() else { throw malformed("a string without end") }
      guard byte >= 0x20 else { throw malformed("a control character inside a string") }
      position += 1
      if byte == UInt8(ascii: "\\") {
        text += Array(String(try readEscape()).utf8)
      } else {
        text.append(byte)
      }
    }
    guard let valid = String(validating: text, as: UTF8.self) else {
      throw malformed("a string that is not UTF-8")
    }
    return valid
  }

  private mutating func readEscape() throws(SafeTensorsError) -> Unicode.Scalar {
    guard let byte = peek() else { throw malformed("a string without end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try readUnicodeEscape()
    default: throw malformed("an unknown escape")
    }
  }

  private mutating func readUnicodeEscape() throws(SafeTensorsError) -> Unicode.Scalar {
    let first = try readHexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard UTF16.isLeadSurrogate(first), skip("\\"), skip("u") else {
      throw malformed("half a surrogate pair")
    }
    let second = try readHexadecimal()
    guard UTF16.isTrailSurrogate(second) else { throw malformed("half a surrogate pair") }
    return UTF16.decode(UTF16.EncodedScalar([first, second]))
  }

  private mutating func readHexadecimal() throws(SafeTensorsError) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw malformed("a \\u escape without 4 digits")
      }
      value = value << 4 | UInt16(digit)
      position += 1
    }
    return value
  }
}
