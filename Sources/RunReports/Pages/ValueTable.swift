/// A table of a page: a row per thing, its name first.
public struct ValueTable: Equatable, Sendable {
  /// What the table shows; read aloud before it.
  public var caption: String
  /// The titles, that of the names first.
  public var columns: [String]
  /// The cells, the name of the row first.
  public var rows: [[String]]
  /// Whether the cells after the name are numbers, which are aligned at their ends.
  public var isNumeric: Bool

  /// A table.
  ///
  /// - Precondition: every row has a cell for each column.
  public init(caption: String, columns: [String], rows: [[String]], isNumeric: Bool = false) {
    for row in rows {
      precondition(
        row.count == columns.count, "\(row.count) cells for \(columns.count) columns")
    }
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.isNumeric = isNumeric
  }

  /// The table as an element that scrolls by itself where the page is too narrow.
  var markup: Markup {
    let head = Markup("tr", [:], columns.map { Markup("th", ["scope": "col"], text: $0) })
    let body = rows.map { row in
      let cells = row.dropFirst().map { Markup("td", text: $0) }
      return Markup("tr", [:], [Markup("th", ["scope": "row"], text: row[0])] + cells)
    }
    let table = Markup(
      "table", isNumeric ? ["class": "numbers"] : [:],
      [Markup("caption", text: caption), Markup("thead", [:], [head]), Markup("tbody", [:], body)])
    return Markup(
      "div", ["class": "scroll", "role": "region", "tabindex": "0", "aria-label": caption], [table])
  }
}
