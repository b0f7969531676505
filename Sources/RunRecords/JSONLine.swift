import Foundation

/// JSON written straight away into one text: a log's line is made at a rhythm at which
/// `JSONEncoder`, which builds a tree of boxes first, would be seen in the time of training.
///
/// Keys are sorted, and the bytes are those of a `JSONEncoder` with sorted keys and plain slashes.
struct JSONLine {
  /// Appends a value to a line.
  typealias Writer<Value> = @Sendable (_ value: Value, _ line: inout JSONLine) -> Void

  /// What is written so far.
  private(set) var text = ""
  /// Whether a number was not finite, so that null stands for it.
  private(set) var hasLostNumbers = false

  /// Appends JSON.
  mutating func add(_ json: String) { text += json }

  /// Null for nil.
  static func optional<Value>(_ write: @escaping Writer<Value>) -> Writer<Value?> {
    { value, line in
      if let value { write(value, &line) } else { line.text += "null" }
    }
  }

  /// A number; a whole one is written without a point, one that is not finite as null.
  @Sendable static func number(_ number: Double, _ line: inout JSONLine) {
    guard number.isFinite else {
      line.text += "null"
      line.hasLostNumbers = true
      return
    }
    let digits = number.description
    // Not `hasSuffix`, which compares characters and takes longer than writing the digits.
    let bytes = digits.utf8
    let isWhole = bytes.last == UInt8(ascii: "0") && bytes.dropLast().last == UInt8(ascii: ".")
    if isWhole { line.text += digits.dropLast(2) } else { line.text += digits }
  }

  /// A list.
  static func list<Value>(_ write: @escaping Writer<Value>) -> Writer<[Value]> {
    { values, line in
      line.text += "["
      for index in values.indices {
        if index > 0 { line.text += "," }
        write(values[index], &line)
      }
      line.text += "]"
    }
  }

  /// An object with keys of any kind, sorted.
  static func object<Value>(_ write: @escaping Writer<Value>) -> Writer<[String: Value]> {
    { values, line in
      line.text += "{"
      for (index, member) in values.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { line.text += "," }
        string(member.key, &line)
        line.text += ":"
        write(member.value, &line)
      }
      line.text += "}"
    }
  }

  /// A string in quotes, with the escapes that the safetensors library writes too.
  static func string(_ text: String) -> String {
    var line = JSONLine()
    string(text, &line)
    return line.text
  }

  /// A string in quotes.
  @Sendable static func string(_ string: String, _ line: inout JSONLine) {
    line.text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": line.text += "\\\""
      case "\\": line.text += "\\\\"
      case "\n": line.text += "\\n"
      case "\r": line.text += "\\r"
      case "\t": line.text += "\\t"
      case "\u{8}": line.text += "\\b"
      case "\u{C}": line.text += "\\f"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        line.text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: line.text.unicodeScalars.append(scalar)
      }
    }
    line.text += "\""
  }
}
