/// A piece of HTML or SVG, written out with everything escaped that must be.
///
/// ```swift
/// Markup("p", ["class": "note"], ["R & D ", Markup("b", text: "x < y")]).rendered
/// // <p class="note">R &amp; D <b>x &lt; y</b></p>
/// ```
///
/// Attributes keep the order in which they are given, so that equal values give equal bytes.
public indirect enum Markup: Equatable, Sendable {
  /// Text; what has a meaning in HTML is escaped.
  case text(String)
  /// What is written as it is, such as a style sheet.
  case verbatim(String)
  /// An element with its attributes and what it holds.
  case element(name: String, attributes: [MarkupAttribute], children: [Markup])

  /// An element.
  public init(
    _ name: String, _ attributes: KeyValuePairs<String, String>, _ children: [Markup] = []
  ) {
    self = .element(
      name: name,
      attributes: attributes.map { MarkupAttribute(name: $0.key, value: $0.value) },
      children: children)
  }

  /// An element that holds text.
  public init(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String
  ) {
    self.init(name, attributes, [.text(text)])
  }

  /// The bytes of it all, without white space that is not in a text.
  public var rendered: String {
    var output = ""
    write(to: &output)
    return output
  }

  /// A text as it may stand in an element or between the quotes of an attribute.
  ///
  /// Characters that neither HTML nor XML can hold become U+FFFD, the replacement character.
  public static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || isSpecial($0) }) else {
      return text
    }
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "\n", "\t": output.unicodeScalars.append(scalar)
      case "\u{0}"..<" ", "\u{7F}": output += "\u{FFFD}"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
      || byte == UInt8(ascii: "\"")
  }

  private func write(to output: inout String) {
    switch self {
    case .text(let text): output += Markup.escaped(text)
    case .verbatim(let text): output += text
    case .element(let name, let attributes, let children):
      output += "<"
      output += name
      for attribute in attributes {
        output += " \(attribute.name)=\"\(Markup.escaped(attribute.value))\""
      }
      // HTML forbids the slash nowhere that matters, and SVG needs it.
      guard !children.isEmpty || !Markup.voidElements.contains(name) else {
        output += "/>"
        return
      }
      output += ">"
      for child in children { child.write(to: &output) }
      output += "</"
      output += name
      output += ">"
    }
  }

  /// Elements that hold nothing; any other is closed by a tag of its own, as HTML wants it.
  private static let voidElements: Set<String> = [
    "br", "circle", "col", "line", "link", "meta", "path", "rect",
  ]
}

extension Markup: ExpressibleByStringInterpolation {
  /// Text.
  public init(stringLiteral value: String) { self = .text(value) }
}
