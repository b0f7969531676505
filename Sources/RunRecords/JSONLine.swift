import Foundation

/// The text of one JSON object, written straight away: a log's line is made at a rhythm at which
/// `JSONEncoder`, which builds a tree of boxes first, would be seen in the time of training.
///
/// Keys are sorted, and the bytes are those of a `JSONEncoder` with sorted keys and plain slashes.
struct JSONLine {
  private var members: [(key: String, value: String)] = []

  /// The object on one line, without the newline.
  var text: String {
    var text = "{"
    for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
      if index > 0 { text += "," }
      text += "\"\(member.key)\":"
      text += member.value
    }
    return text + "}"
  }

  /// Adds a member whose value is JSON already; the key holds nothing that needs an escape.
  mutating func add(_ key: String, _ value: String) { members.append((key, value)) }

  /// Null for nil.
  static func optional<Value>(_ value: Value?, _ text: (Value) -> String) -> String {
    value.map(text) ?? "null"
  }

  /// A number; a whole one is written without a point.
  ///
  /// - Precondition: it is finite.
  static func number(_ number: Double) -> String {
    precondition(number.isFinite, "\(number) has no JSON form")
    let text = number.description
    // Not `hasSuffix`, which compares characters and takes longer than writing the digits.
    let bytes = text.utf8
    return bytes.last == UInt8(ascii: "0") && bytes.dropLast().last == UInt8(ascii: ".")
      ? String(text.dropLast(2)) : text
  }

  /// A list.
  static func list<Value>(_ values: [Value], _ text: (Value) -> String) -> String {
    var list = "["
    for index in values.indices {
      if index > 0 { list += "," }
      list += text(values[index])
    }
    return list + "]"
  }

  /// An object with keys of any kind, sorted.
  static func object<Value>(_ values: [String: Value], _ text: (Value) -> String) -> String {
    var line = JSONLine()
    for (key, value) in values { line.add(String(string(key).dropFirst().dropLast()), text(value)) }
    return line.text
  }

  /// A string in quotes, with the escapes that the safetensors library writes too.
  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
