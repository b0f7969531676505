/// Prints rows in columns: the first from the left, the others from the right.
func printTable(_ rows: [[String]]) {
  let columns = rows.map(\.count).max() ?? 0
  let widths = (0..<columns).map { column in
    rows.compactMap { $0.indices.contains(column) ? $0[column].count : nil }.max() ?? 0
  }
  for row in rows {
    let cells = row.enumerated().map { column, text in
      let blanks = String(repeating: " ", count: widths[column] - text.count)
      return column == 0 ? text + blanks : blanks + text
    }
    print("   " + cells.joined(separator: "  "))
  }
}

/// Prints what trials came to, one per row.
func printOutcomes(_ outcomes: [Trial.Outcome]) {
  func norm(_ value: Double) -> String { value < 1e4 ? fixed(value, 1) : short(value) }
  func percent(_ share: Double?) -> String { share.map { fixed(100 * $0, 0) + " %" } ?? "-" }
  printTable(
    [["", "loss", "|h| first", "|h| last", "inactive", "saturated"]]
      + outcomes.map { outcome in
        let end = outcome.divergedAt.map { "diverged at update \($0)" }
        return [
          outcome.name, end ?? fixed(outcome.loss, 2), norm(outcome.firstNorm),
          norm(outcome.lastNorm), percent(outcome.inactive), percent(outcome.saturated),
        ]
      })
}
