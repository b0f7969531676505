/// A table of aligned columns under a header.
///
/// Where it is wider than its place, the widest column of text is wrapped between words. Where
/// that is not enough either, each row becomes a list of `title: cell`. Numbers are never broken.
public struct TextTable: Sendable {
  /// The side to which the cells of a column are pushed.
  public enum Alignment: Sendable {
    /// Text.
    case leading
    /// Numbers.
    case trailing
  }

  /// The title of a column and its alignment.
  public struct Column: Sendable {
    let title: String
    let alignment: Alignment

    /// A column of text.
    public static func text(_ title: String) -> Column {
      Column(title: title, alignment: .leading)
    }

    /// A column of numbers.
    public static func number(_ title: String) -> Column {
      Column(title: title, alignment: .trailing)
    }
  }

  private static let narrowestText = 12

  private let columns: [Column]
  private var rows: [[String]] = []

  /// An empty table.
  ///
  /// - Precondition: there is a column.
  public init(_ columns: [Column]) {
    precondition(!columns.isEmpty, "a table with 0 columns has no lines")
    self.columns = columns
  }

  /// Adds a row below the others.
  ///
  /// - Precondition: one cell for each column.
  public mutating func add(_ cells: [String]) {
    precondition(
      cells.count == columns.count, "\(cells.count) cells for \(columns.count) columns")
    rows.append(cells)
  }

  /// Whether no cell needs to be wrapped in lines of `width` columns.
  public func fits(_ width: Int) -> Bool { Self.total(naturalWidths) <= width }

  /// The table as lines of at most `width` columns: the titles, a rule, the rows.
  public func lines(width: Int, style: GlyphStyle = .unicode) -> [String] {
    let all = [columns.map(\.title)] + rows
    var widths = naturalWidths
    let total = Self.total(widths)
    let texts = columns.indices.filter { columns[$0].alignment == .leading }
    if total > width, let widest = texts.max(by: { widths[$0] < widths[$1] }) {
      widths[widest] -= total - width
      guard widths[widest] >= TextTable.narrowestText else { return list(width: width) }
    } else if total > width {
      return list(width: width)
    }
    var lines = all.flatMap { render($0, widths: widths) }
    let header = render(all[0], widths: widths).count
    lines.insert(widths.map(style.rule).joined(separator: "  "), at: header)
    return lines
  }

  /// The width of each column where none is wrapped.
  private var naturalWidths: [Int] {
    columns.indices.map { index in
      rows.reduce(DisplayText.width(of: columns[index].title)) {
        max($0, DisplayText.width(of: $1[index]))
      }
    }
  }

  /// The width of a table with two spaces between columns.
  private static func total(_ widths: [Int]) -> Int { widths.reduce(2 * (widths.count - 1), +) }

  /// The rows one below the other, an empty line between two.
  private func list(width: Int) -> [String] {
    let blocks = rows.map { row in
      columns.indices.flatMap { index in
        DisplayText.wrapped("\(columns[index].title): \(row[index])", to: max(1, width))
      }
    }
    return Array(blocks.joined(separator: [""]))
  }

  private func render(_ cells: [String], widths: [Int]) -> [String] {
    let wrapped = cells.indices.map { index in
      DisplayText.width(of: cells[index]) <= widths[index]
        ? [cells[index]] : DisplayText.wrapped(cells[index], to: widths[index])
    }
    let height = wrapped.map(\.count).max() ?? 1
    return (0..<height).map { line in
      let pieces = columns.indices.map { index in
        let text = wrapped[index].indices.contains(line) ? wrapped[index][line] : ""
        return DisplayText.padded(
          text, to: widths[index], trailing: columns[index].alignment == .trailing)
      }
      let joined = pieces.joined(separator: "  ")
      // Nobody sees a trailing space except who compares two logs.
      return String(joined.reversed().drop { $0 == " " }.reversed())
    }
  }
}
