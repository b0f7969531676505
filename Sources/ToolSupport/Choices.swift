import ArgumentParser

/// The value of an option, or several parted by commas, each of which makes a condition of its own.
///
/// A comma inside brackets parts nothing: `relu,leaky-relu(0.2),where(x>0,x,0)` is three values.
public struct Choices<Value: ExpressibleByArgument & Sendable>: Sendable {
  /// The values in the order given; never none.
  public let values: [Value]

  /// A single value.
  public init(_ value: Value) { values = [value] }

  private init(values: [Value]) { self.values = values }

  /// The first value: in a condition, the only one.
  var value: Value { values[0] }

  /// The same option with only the value at `index`.
  func only(_ index: Int) -> Choices { Choices(values[index]) }
}

extension Choices: ExpressibleByArgument {
  /// Reads values parted by commas; nil where one of them is none.
  public init?(argument: String) {
    let texts = Self.parts(of: argument)
    let values = texts.compactMap(Value.init(argument:))
    guard values.count == texts.count, !values.isEmpty else { return nil }
    self.init(values: values)
  }

  /// The single value's text, for the help.
  public var defaultValueDescription: String {
    values.map(\.defaultValueDescription).joined(separator: ",")
  }

  /// The values that are known by name, for the help and for what the parser refuses.
  public static var allValueStrings: [String] { Value.allValueStrings }

  /// The pieces of `text` between commas that stand in no brackets.
  static func parts(of text: String) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      switch character {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      default: break
      }
      if character == ",", depth <= 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}
