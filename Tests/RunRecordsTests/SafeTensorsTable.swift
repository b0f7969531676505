import Foundation
import RunRecords
import Testing

/// Files that the reference library, Python's safetensors 0.8.0, was fed, and what it did; repeated
/// keys are the one case in which this reader is stricter.
enum SafeTensorsTable {
  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let data: Data
    /// What the error has to say, or nil if the file is fine.
    let complaint: String?
  }

  static let refused: [Row] = [
    raw("nothing at all", Data(), "it has 0 bytes"),
    raw("fewer than 8 bytes", Data([2, 0, 0, 0, 0, 0, 0]), "it has 7 bytes"),
    raw("a header above the limit", length(100_000_001) + Data("{}".utf8), "at most 100000000"),
    raw("a header length of 2^64 - 1", length(.max) + Data("{}".utf8), "at most 100000000"),
    raw("a header beyond the file", length(3) + Data("{}".utf8), "only 2 follow"),
    raw("no header", length(0), "no '{' where one is needed at byte 0"),
    raw(
      "bad UTF-8", length(6) + Data([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x7D]),
      "a string that is not UTF-8"
    ),
    row("an unclosed object", "{", 0, "no '\"'"),
    row("a trailing comma", entry("a", [0, 4], "[1]", after: ","), 4, "no '\"'"),
    row("more after the object", "{}{}", 0, "more text after"),
    row("zero bytes as padding", "{}\0\0", 0, "more text after"),
    row("an array at the top", "[]", 0, "no '{'"),
    row("a bare control character", "{\"a\n\":null}", 0, "a control character"),
    row("an unknown escape", #"{"\x":null}"#, 0, "an unknown escape"),
    row("half a surrogate pair", #"{"\ud800":null}"#, 0, "half a surrogate pair"),
    row("a surrogate pair the wrong way round", #"{"\udc00\ud800":null}"#, 0, "half a surrogate"),
    row("short hexadecimal digits", #"{"\u12":null}"#, 0, "without 4 digits"),
    row("a string without end", "{\"a", 0, "a string without end"),
    row("a tensor that is null", #"{"a":null}"#, 0, "no '{'"),
    row("a leading zero", entry("a", "[00,4]", "[1]"), 4, "no ']'"),
    row("a fraction as offset", entry("a", "[0,4.0]", "[1]"), 4, "no ']'"),
    row("an exponent as dimension", entry("a", "[0,4]", "[1e0]"), 4, "no ']'"),
    row("a text as dimension", entry("a", "[0,4]", "[\"1\"]"), 4, "no value"),
    row("a negative dimension", entry("a", [0, 4], "[-1]"), 4, "no value"),
    row("a dimension of 2^64", entry("a", [0, 4], "[18446744073709551616]"), 4, "a number above"),
    row("one offset", entry("a", "[0]", "[0]"), 0, "no valid data_offsets"),
    row("three offsets", entry("a", "[0,4,4]", "[1]"), 4, "no valid data_offsets"),
    row("no type", #"{"a":{"shape":[0],"data_offsets":[0,0]}}"#, 0, "no valid dtype"),
    row("no shape", #"{"a":{"dtype":"F32","data_offsets":[0,0]}}"#, 0, "no valid shape"),
    row("no place", #"{"a":{"dtype":"F32","shape":[0]}}"#, 0, "no valid data_offsets"),
    row("an unknown type", entry("a", [0, 4], "[1]", "F31"), 4, "the unknown type 'F31'"),
    row("a type in small letters", entry("a", [0, 4], "[1]", "f32"), 4, "the unknown type 'f32'"),
    row("a first tensor not at 0", entry("a", [4, 8], "[1]"), 8, "at byte 4 instead of 0"),
    row("a hole", pair([0, 4], [8, 12]), 12, "'b' starts at byte 8 instead of 4"),
    row("an overlap", pair([0, 4], [2, 6]), 6, "'b' starts at byte 2 instead of 4"),
    row("two tensors in one place", pair([0, 4], [0, 4]), 4, "'b' starts at byte 0 instead of 4"),
    row("a place that ends before it begins", pair([0, 4], [4, 0]), 4, "from byte 4 to 0"),
    row("bytes after the last tensor", entry("a", [0, 4], "[1]"), 5, "take 4 bytes, and 5 are"),
    row("bytes without a tensor", "{}", 1, "take 0 bytes, and 1 are there"),
    row("a short file", entry("a", [0, 4], "[1]"), 3, "take 4 bytes, and 3 are there"),
    row("a short file of huge tensors", entry("a", [0, 1 << 40], "[\(1 << 38)]"), 4, "and 4 are"),
    row(
      "a shape that is too small", entry("a", [0, 8], "[1]"), 8, "not as long as F32 of shape [1]"),
    row(
      "a shape that is too large", entry("a", [0, 4], "[2]"), 4, "not as long as F32 of shape [2]"),
    row(
      "a shape whose product overflows", entry("a", [0, 0], "[\(1 << 32),\(1 << 32)]"), 0,
      "not as long"
    ),
    row(
      "a shape whose bits overflow", entry("a", [0, 0], "[\(1 << 60)]"), 0, "not as long as F32"),
    row("half a byte", entry("a", [0, 1], "[3]", "F4"), 1, "not as long as F4 of shape [3]"),
    row("metadata with a number", #"{"__metadata__":{"a":1}}"#, 0, "no '\"'"),
    row("metadata with an object", #"{"__metadata__":{"a":{}}}"#, 0, "no '\"'"),
    row("metadata as a text", #"{"__metadata__":"a"}"#, 0, "no '{'"),
    row(
      "deep nesting", entry("a", [0, 4], "[1]", extra: nested(3000)), 4, "nesting deeper than 64"),
  ]

  /// Refused here, while the reference keeps the last of the equal keys.
  static let repeated: [Row] = [
    row("a tensor twice", pair([0, 4], [0, 4], names: "a", "a"), 4, "the key 'a' twice"),
    row("a tensor twice, escaped", pair([0, 4], [0, 4], names: "a", #"\u0061"#), 4, "'a' twice"),
    row(
      "a field twice", entry("a", [0, 4], "[1]", extra: #""F32","dtype":"F32""#), 4, "'dtype' twice"
    ),
    row("metadata twice", #"{"__metadata__":null,"__metadata__":null}"#, 0, "'__metadata__' twice"),
    row("a text twice", #"{"__metadata__":{"a":"b","a":"b"}}"#, 0, "the key 'a' twice"),
  ]

  static let accepted: [Row] = [
    row("no tensors", "{}", 0),
    row("trailing spaces", "{}      ", 0),
    row("a leading space", " {}", 0),
    row("white space of every kind", " \t\r\n{ \"__metadata__\" : { } }\n", 0),
    row("a scalar", entry("a", [0, 4], "[]"), 4),
    row("a dimension of size 0", entry("a", [0, 0], "[2,0]"), 0),
    row("a dimension of size 0 between tensors", pair([0, 4], [4, 8], middle: true), 8),
    row(
      "an unknown field",
      entry("a", [0, 4], "[1]", extra: #"[{"k":[1.5e-3,-0,true,false,null,""]}]"#), 4),
    row("metadata that is null", #"{"__metadata__":null}"#, 0),
    row("tensors in another order than their bytes", pair([4, 8], [0, 4]), 8),
    row("an unaligned header", entry("a", [0, 4], "[1]", after: " "), 4),
    raw(
      "an unaligned offset",
      assemble(
        #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"#
          + #""b":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}"#, 5)
    ),
    row("an empty name", entry("", [0, 4], "[1]"), 4),
    row("two elements in a byte", entry("a", [0, 1], "[2]", "F4"), 1),
    row("escapes in a name", entry(#"\u00e9\ud83d\ude00\/\b"#, [0, 4], "[1]"), 4),
  ]

  /// A file from its header and a number of data bytes.
  static func assemble(_ header: String, _ count: Int) -> Data {
    length(UInt64(header.utf8.count)) + Data(header.utf8) + Data(repeating: 0xFF, count: count)
  }

  private static func row(
    _ name: String, _ header: String, _ count: Int, _ complaint: String? = nil
  ) -> Row {
    Row(testDescription: name, data: assemble(header, count), complaint: complaint)
  }

  private static func raw(_ name: String, _ data: Data, _ complaint: String? = nil) -> Row {
    Row(testDescription: name, data: data, complaint: complaint)
  }

  private static func length(_ length: UInt64) -> Data {
    withUnsafeBytes(of: length.littleEndian) { Data($0) }
  }

  /// The header of one tensor; offsets and shape are JSON.
  private static func entry(
    _ name: String, _ offsets: some CustomStringConvertible, _ shape: String,
    _ type: String = "F32",
    extra: String? = nil, after: String = ""
  ) -> String {
    let field = extra.map { ",\"extra\":\($0)" } ?? ""
    return "{\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":\(shape),"
      + "\"data_offsets\":\(offsets)\(field)}\(after)}"
  }

  /// The header of two F32 tensors of shape [1], and if asked a third without elements between.
  private static func pair(
    _ first: [Int], _ second: [Int], names: String..., middle: Bool = false
  ) -> String {
    let empty = "\"m\":{\"dtype\":\"F64\",\"shape\":[0],\"data_offsets\":[4,4]},"
    let keys = names.isEmpty ? ["a", "b"] : names
    return "{\"\(keys[0])\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":\(first)},"
      + (middle ? empty : "")
      + "\"\(keys[1])\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":\(second)}}"
  }

  private static func nested(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }
}
