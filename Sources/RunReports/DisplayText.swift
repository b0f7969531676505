/// Text measured, cut and wrapped by the columns it takes on a terminal.
///
/// A grapheme is never split. Its width is that of its base: 2 for East Asian wide characters and
/// for emoji (also joined ones, as terminals that shape text draw them), 0 for control and format
/// characters, else 1. A tab counts 8 columns, the most it can take.
public enum DisplayText {
  /// The columns that a text takes on one line.
  public static func width(of text: String) -> Int {
    // What is plain ASCII needs no look at its characters, and with the lines and blocks of charts
    // none at how they join; a screen measures little else.
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
    if text.unicodeScalars.allSatisfy(isPlain) { return text.unicodeScalars.count }
    return text.reduce(0) { $0 + width(of: $1) }
  }

  /// The columns that one character takes.
  public static func width(of character: Character) -> Int {
    if character == "\t" { return 8 }
    let scalars = character.unicodeScalars
    guard let base = scalars.first(where: { width(of: $0) > 0 }) else { return 0 }
    // U+FE0F asks for the emoji form of a character that is text by default.
    let isEmoji = scalars.contains { $0.value == 0xFE0F } && base.properties.isEmoji
    return isEmoji ? 2 : width(of: base)
  }

  /// A text cut to at most `columns`, its end replaced by an ellipsis where it was longer.
  public static func truncated(_ text: String, to columns: Int, style: GlyphStyle) -> String {
    guard width(of: text) > columns else { return text }
    let mark = String(style.ellipsis.prefix(max(0, columns)))
    return head(of: text, columns: columns - mark.count) + mark
  }

  /// A text cut to at most `columns`, an ellipsis in the place of its middle where it was longer.
  static func elided(_ text: String, to columns: Int, style: GlyphStyle) -> String {
    guard width(of: text) > columns else { return text }
    let mark = String(style.ellipsis.prefix(max(0, columns)))
    let room = columns - mark.count
    let end = head(of: String(text.reversed()), columns: room / 2)
    return head(of: text, columns: room - room / 2) + mark + String(end.reversed())
  }

  /// A text filled up with spaces to at least `columns`.
  static func padded(_ text: String, to columns: Int, trailing: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, columns - width(of: text)))
    return trailing ? spaces + text : text + spaces
  }

  /// A text broken between words into lines of at most `columns`; a longer word is broken inside.
  public static func wrapped(_ text: String, to columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      var rest = String(word)
      if !line.isEmpty, width(of: line) + 1 + width(of: rest) <= columns {
        line += " " + rest
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while width(of: rest) > columns, rest.count > 1 {
        let head = head(of: rest, columns: columns)
        let piece = head.isEmpty ? String(rest.prefix(1)) : head
        lines.append(piece)
        rest.removeFirst(piece.count)
      }
      line = rest
    }
    return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
  }

  /// The longest start of a text that takes at most `columns`.
  private static func head(of text: String, columns: Int) -> String {
    var used = 0
    let kept = text.prefix { character in
      used += width(of: character)
      return used <= columns
    }
    return String(kept)
  }

  /// Whether a scalar is a visible character of ASCII, or one of the lines and blocks that charts
  /// are drawn with: one column each, and each a character of its own where they are among
  /// themselves.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    (0x20..<0x7F).contains(scalar.value) || (0x2500...0x259F).contains(scalar.value)
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    if isPlain(scalar) { return 1 }
    switch scalar.properties.generalCategory {
    case .control, .format, .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator:
      return 0
    default:
      break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    return wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// The blocks of East Asian Width W and F, from Unicode's EastAsianWidth.txt; emoji, which are
  /// known by their property, are left out.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
    0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18AFF,
    0x1B000...0x1B2FF, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]
}
