/// Names of runs, short enough for the head of a column and the legend of a chart, and still
/// different from each other.
///
/// A name may be an expression of any length. Its start is kept; where two names have the same one,
/// its start and its end; where those are alike too, its start and its number.
struct ShortNames {
  /// The columns that a name takes unless told otherwise.
  static let usualWidth = 24

  /// The names in the order given.
  let names: [String]
  /// A sentence for each name that was cut, with all of it.
  let notes: [String]

  /// Cuts what takes more than `columns`.
  init(_ full: [String], to columns: Int = usualWidth, style: GlyphStyle = .unicode) {
    var names = full.map { DisplayText.truncated($0, to: columns, style: style) }
    for index in Self.ambiguous(names) where names[index] != full[index] {
      names[index] = DisplayText.elided(full[index], to: columns, style: style)
    }
    for index in Self.ambiguous(names) where names[index] != full[index] {
      let number = " #\(index + 1)"
      names[index] =
        DisplayText.truncated(full[index], to: columns - number.count, style: style) + number
    }
    self.names = names
    notes = zip(names, full).filter { $0 != $1 }.map { "\($0) stands for \($1)" }
  }

  /// Where names stand that are not the only ones of their kind.
  private static func ambiguous(_ names: [String]) -> [Int] {
    let counts = names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    return names.indices.filter { counts[names[$0], default: 0] > 1 }
  }
}
