/// The part of an expression that an error shows.
struct ExpressionExcerpt: Equatable, Sendable {
  /// At most 72 characters, with `...` where something is left out.
  let text: String

  /// The column under which the caret stands.
  let column: Int

  /// How much is shown on each side of the place.
  private static let reach = 32

  /// The surroundings of a place; nil where there is nothing but white space to show.
  init?(around offset: Int, in scalars: [Unicode.Scalar]) {
    guard scalars.contains(where: { !$0.properties.isWhitespace }) else { return nil }
    let isShort = scalars.count <= 2 * Self.reach + 4
    let start = isShort ? 0 : max(0, offset - Self.reach)
    let end = isShort ? scalars.count : min(scalars.count, offset + Self.reach)
    let before = start > 0 ? "..." : ""
    let after = end < scalars.count ? "..." : ""
    // What stands before the place has been read: ASCII, and white space of any width, which is
    // shown as one blank each. So columns are scalars.
    var shown = before
    for scalar in scalars[start..<end] {
      shown.unicodeScalars.append(Self.visible(scalar))
    }
    text = shown + after
    column = before.count + offset - start
  }

  /// A blank for white space, a substitute for what a terminal would not print as it stands.
  static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.properties.isWhitespace { return " " }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return "\u{fffd}"
    default: return scalar
    }
  }
}
