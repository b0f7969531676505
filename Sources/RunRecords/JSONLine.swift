import Foundation

/// JSON written straight away into one text: a log's line is made at a rhythm at which `JSONEncoder`,
/// which builds a tree of boxes first, would be seen in the time of training.
///
/// Keys are sorted, and the bytes are those of a `JSONEncoder` with sorted keys and plain slashes.
enum JSONLine {
  /// Appends a value to a text.
  typealias Writer<Value> = @Sendable (_ value: Value, _ text: inout String) -> Void

  /// Null for nil.
  static func optional<Value>(_ write: @escaping Writer<Value>) -> Writer<Value?> {
    { value, text in
      if let value { write(value, &text) } else { text += "null" }
    }
  }

  /// A number; a whole one is written without a point.
  ///
  /// - Precondition: it is finite.
  @Sendable static func number(_ number: Double, _ text: inout String) {
    precondition(number.isFinite, "\(number) has no JSON form")
    let digits = number.description
    // Not `hasSuffix`, which compares characters and takes longer than writing the digits.
    let bytes = digits.utf8
    let isWhole = bytes.last == UInt8(ascii: "0") && bytes.dropLast().last == UInt8(ascii: ".")
    if isWhole { text += digits.dropLast(2) } else { text += digits }
  }

  /// A list.
  static func list<Value>(_ write: @escaping Writer<Value>) -> Writer<[Value]> {
    { values, text in
      text += "["
      for index in values.indices {
        if index > 0 { text += "," }
        write(values[index], &text)
      }
      text += "]"
    }
  }

  /// An object with keys of any kind, sorted.
  static func object<Value>(_ write: @escaping Writer<Value>) -> Writer<[String: Value]> {
    { values, text in
      text += "{"
      for (index, member) in values.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { text += "," }
        string(member.key, &text)
        text += ":"
        write(member.value, &text)
      }
      text += "}"
    }
  }

  /// A string in quotes, with the escapes that the safetensors library writes too.
  static func string(_ text: String) -> String {
    var result = ""
    string(text, &result)
    return result
  }

  /// A string in quotes.
  @Sendable static func string(_ string: String, _ text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{8}": text += "\\b"
      case "\u{C}": text += "\\f"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
