/// The characters that a report is drawn with.
///
/// Every renderer takes the style as an argument, so that the same numbers can be shown on a
/// terminal that draws block elements and in a log that must stay ASCII.
public enum GlyphStyle: Sendable, CaseIterable {
  /// Block elements and box drawing, one column each; bars end on an eighth of a column.
  case unicode
  /// Printable ASCII only; bars end on a whole column.
  case ascii

  /// What stands for the part of a line that was cut off.
  var ellipsis: String {
    switch self {
    case .unicode: "…"
    case .ascii: "..."
    }
  }

  /// A horizontal rule of the given number of columns.
  func rule(_ columns: Int) -> String {
    String(repeating: self == .unicode ? "─" : "-", count: max(0, columns))
  }
}
