import RunReports
import SequenceTraining

/// The updates before a window that diverged, and the one that the window could not make, as a
/// table.
///
/// Each update is a row; where that is wider than the place, each is a column, and as many of the
/// last ones are shown as fit.
struct DivergedUpdates {
  private static let quantities = [
    "update", "loss", "|g|", "clipped to", "|h|", "|dL/da|", "|W|",
  ]

  /// What is above the table.
  let heading: String
  /// A cell for each quantity, oldest update first.
  private let updates: [[String]]

  init(_ report: DivergenceReport) {
    let history = report.history
    var updates = history.lastNumbers.indices.map { index in
      let norm = history.lastGradientNorms[index]
      let factor = history.lastClippingFactors[index]
      return [
        NumberText.count(history.lastNumbers[index]), NumberText.loss(history.lastLosses[index]),
        NumberText.norm(norm), factor < 1 ? NumberText.norm(norm * factor) : "-",
        NumberText.norm(history.lastHiddenNorms[index]),
        NumberText.norm(history.lastCotangentNorms[index]),
        NumberText.norm(history.lastWeightNorms[index]),
      ]
    }
    if !report.isHeldOut {
      updates.append([
        NumberText.count(report.update), NumberText.loss(report.loss),
        NumberText.norm(report.gradientNorm), "-",
        report.hiddenNorms.last.map(NumberText.norm) ?? "-",
        report.cotangentNorms.first.map(NumberText.norm) ?? "-",
        NumberText.norm(report.weightNorm),
      ])
    }
    self.updates = updates
    heading =
      "The last updates"
      + (report.isHeldOut ? "" : ", and the one that diverged at the end")
      + "; |dL/da| at the first step of the window:"
  }

  /// The table as lines of at most `width` columns.
  func lines(width: Int, style: GlyphStyle) -> [String] {
    guard !updates.isEmpty else { return [] }
    var table = TextTable(Self.quantities.map { .number($0) })
    for update in updates { table.add(update) }
    var shown = updates[...]
    while !table.fits(width), !shown.isEmpty {
      table = Self.columns(shown)
      shown = shown.dropFirst()
    }
    return table.lines(width: width, style: style)
  }

  private static func columns(_ updates: ArraySlice<[String]>) -> TextTable {
    var table = TextTable([.text(quantities[0])] + updates.map { .number($0[0]) })
    for quantity in quantities.indices.dropFirst() {
      table.add([quantities[quantity]] + updates.map { $0[quantity] })
    }
    return table
  }
}
