/// A sample of generated text in a frame that is open to the right.
///
/// What a model writes may hold anything. Control characters other than newline and tab are
/// shown by name, so that no sample can move the cursor or ring the bell; nothing else is
/// changed. A line longer than the frame goes on behind a dotted edge. There is no right edge,
/// because terminals do not agree on how wide an emoji is.
public struct SampleText: Sendable {
  private let text: String
  private let heading: String

  /// A frame around a text; the heading is put on one line.
  public init(_ text: String, heading: String) {
    self.text = SampleText.escaped(text)
    self.heading = SampleText.escaped(heading).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  /// A text whose control characters, except newline and tab, are spelled out: `\r`, `\0`,
  /// `\u{1B}`.
  public static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !isControl(scalar) || scalar == "\n" || scalar == "\t" {
        result.append(scalar)
      } else {
        result.append(contentsOf: spelled(scalar).unicodeScalars)
      }
    }
    return String(result)
  }

  /// The framed sample as lines of at most `width` columns; the least is 4.
  public func lines(width: Int, style: GlyphStyle = .unicode) -> [String] {
    let isUnicode = style == .unicode
    let columns = max(4, width)
    let title = DisplayText.truncated(heading, to: columns - 4, style: style)
    let rest = style.rule(columns - 4 - DisplayText.width(of: title))
    var lines = ["\(isUnicode ? "┌─" : "+-") \(title) \(rest)"]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      for (index, piece) in pieces(of: line, columns: columns - 2).enumerated() {
        let edge = index == 0 ? (isUnicode ? "│" : "|") : (isUnicode ? "┊" : ":")
        lines.append(piece.isEmpty ? edge : "\(edge) \(piece)")
      }
    }
    lines.append((isUnicode ? "└" : "+") + style.rule(columns - 1))
    return lines
  }

  /// A line cut, never inside a character, where the next one would pass the given columns.
  private func pieces(of line: Substring, columns: Int) -> [String] {
    var pieces = [""]
    var used = 0
    for character in line {
      var width = columnsTaken(by: character, after: used)
      if used + width > columns, used > 0 {
        pieces.append("")
        used = 0
        width = columnsTaken(by: character, after: 0)
      }
      pieces[pieces.count - 1].append(character)
      used += width
    }
    return pieces
  }

  /// A tab runs to the terminal's next stop, which counts the frame's two columns as well.
  private func columnsTaken(by character: Character, after used: Int) -> Int {
    character == "\t" ? 8 - (used + 2) % 8 : DisplayText.width(of: character)
  }

  /// Whether a scalar is of the general category Cc: C0, DEL and C1.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }

  private static func spelled(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\r": "\\r"
    case "\0": "\\0"
    default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
  }
}
