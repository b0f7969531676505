import GradientFlow
import RealModule

/// Where the runs of a comparison stand, a line each under common titles.
public struct ComparisonProgress: ProgressDrawing {
  /// One run.
  public struct Row: Sendable {
    /// What the run is called.
    public var name: String
    /// Updates, loss and gradient norm.
    public var text: ProgressText
    /// |h| of the top layer at the last measurement.
    public var hiddenNorm: Double?
    /// G(k) by lag at the last measurement; empty before there is one.
    public var profile: [Double] = []
    /// The slope of ln G(k) per step at the last measurement.
    public var decayRate: Double?
    /// How the run ended, in one word; nil while it trains.
    public var ending: String?

    /// A run that has not begun.
    public init(name: String, totalSteps: Int) {
      self.name = name
      text = ProgressText(step: 0, totalSteps: totalSteps)
    }
  }

  private static let nameColumns = 20

  /// The runs in order.
  public var rows: [Row]
  /// The run that moved last.
  public var changed: Int

  /// Where `rows` stand, of which `changed` moved last.
  ///
  /// - Precondition: `changed` is the index of a row.
  public init(rows: [Row], changed: Int) {
    precondition(rows.indices.contains(changed), "row \(changed) of \(rows.count)")
    self.rows = rows
    self.changed = changed
  }

  /// The line of the run that moved last, with its name before it.
  public var line: String { "\(rows[changed].name): \(rows[changed].text.line)" }

  /// A line of titles and a line per run, as many columns as fit; the name and the updates stay.
  public func drawing(width: Int, style: GlyphStyle) -> [String] {
    var columns = columns(style)
    while Self.width(of: columns) > width, let least = columns.map(\.rank).max(), least > 0 {
      columns.removeAll { $0.rank == least }
    }
    let widths = columns.map(\.width)
    let indices = -1..<rows.count
    return indices.map { row in
      let cells = columns.indices.map { index in
        DisplayText.padded(
          row < 0 ? columns[index].title : columns[index].cells[row], to: widths[index],
          trailing: columns[index].isNumber)
      }
      return DisplayText.truncated(cells.joined(separator: "  "), to: width, style: style)
    }
  }

  private struct Column {
    /// 0 is never dropped; the highest rank goes first.
    let rank: Int
    let title: String
    let cells: [String]
    var isNumber = true

    var width: Int { cells.map { DisplayText.width(of: $0) }.reduce(title.count, max) }
  }

  private static func width(of columns: [Column]) -> Int {
    columns.reduce(2 * (columns.count - 1)) { $0 + $1.width }
  }

  private func columns(_ style: GlyphStyle) -> [Column] {
    [
      Column(
        rank: 0, title: "run",
        cells: ShortNames(rows.map(\.name), to: Self.nameColumns, style: style).names,
        isNumber: false),
      Column(rank: 0, title: "update", cells: rows.map(Self.update)),
      column(1, "loss") { $0.text.loss.map(NumberText.loss) },
      column(6, "val") { $0.text.validationLoss.map(NumberText.loss) },
      column(4, "|g|") { $0.text.gradientNorm.map(NumberText.norm) },
      column(7, "clipped") { $0.text.clippedShare.map { NumberText.percent($0) } },
      column(5, "|h|") { $0.hiddenNorm.map(NumberText.norm) },
      column(2, "G a step") { $0.decayRate.map { "x \(NumberText.norm(Double.exp($0)))" } },
      Column(
        rank: 3, title: "G by lag", cells: rows.map { Self.shape(of: $0.profile, style) },
        isNumber: false),
      column(8, "char/s") { $0.text.charactersPerSecond.map { NumberText.rate($0, unit: "") } },
      column(9, "ETA") { $0.text.remainingSeconds.map(NumberText.duration) },
    ]
  }

  private func column(_ rank: Int, _ title: String, _ text: (Row) -> String?) -> Column {
    Column(rank: rank, title: title, cells: rows.map { text($0) ?? "" })
  }

  private static func update(_ row: Row) -> String {
    let count = "\(NumberText.count(row.text.step))/\(NumberText.count(row.text.totalSteps))"
    return row.ending.map { "\($0) at \(NumberText.count(row.text.step))" } ?? count
  }

  /// A glyph per sampled lag, whose height is ln G(k) between 1e-6 and 1e6.
  private static func shape(of profile: [Double], _ style: GlyphStyle) -> String {
    let glyphs = Array(style == .unicode ? "▁▂▃▄▅▆▇█" : "_.-~=+*#")
    return String(
      LagChart.sampledLags(last: profile.count - 1).map { lag in
        guard !profile[lag].isNaN else { return "?" }
        let position = (Double.log10(profile[lag]) + 6) / 12 * Double(glyphs.count - 1)
        return glyphs[Int(max(0, min(Double(glyphs.count - 1), position.rounded())))]
      })
  }
}
