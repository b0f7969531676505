/// Where something stands, as a ``TerminalWriter`` shows it below its permanent lines.
public protocol ProgressDrawing: Sendable {
  /// The lines for a terminal, each in at most `width` columns; at least one.
  func drawing(width: Int, style: GlyphStyle) -> [String]

  /// The whole line that a pipe or a log gets at a milestone.
  var line: String { get }
}

extension ProgressText: ProgressDrawing {
  /// The line with a bar, see ``fitted(to:style:)``.
  public func drawing(width: Int, style: GlyphStyle) -> [String] {
    [fitted(to: width, style: style)]
  }
}
