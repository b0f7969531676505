import GradientFlow
import RealModule

/// The verdict on several runs side by side: a line per measure, a column per run.
///
/// Memory is the lag after which 1/e of the gradient is left. A lag marked with `~` lies beyond the
/// window: the line fitted to ln G was followed there.
public struct ComparisonTable: Sendable {
  /// The runs in the order of their columns.
  public let summaries: [RunSummary]

  /// A table of runs.
  ///
  /// - Precondition: there is a run.
  public init(_ summaries: [RunSummary]) {
    precondition(!summaries.isEmpty, "a comparison of 0 runs has no table")
    self.summaries = summaries
  }

  /// The measures in the order of their lines, each with a cell per run.
  public var rows: [(title: String, cells: [String])] {
    [
      ("verdict", cells { $0.verdict.findings.map(\.rawValue).joined(separator: ", ") }),
      ("final loss, nats", cells { $0.finalLoss.map(NumberText.loss) }),
      ("validation loss, nats", cells { $0.validationLoss.map(NumberText.loss) }),
      ("first spike (loss > ln V + 1)", cells { $0.firstSpike.map(Self.update) ?? "none" }),
      ("first non-finite update", cells { $0.firstNonFinite.map(Self.update) ?? "none" }),
      ("gradient per step, start", cells { $0.start.flatMap(Self.factor) }),
      ("gradient per step, middle", cells { $0.middle.flatMap(Self.factor) }),
      ("gradient per step, end", cells { $0.end.flatMap(Self.factor) }),
      ("memory (1/e), start", cells { $0.start.flatMap(Self.memory) }),
      ("memory (1/e), middle", cells { $0.middle.flatMap(Self.memory) }),
      ("memory (1/e), end", cells { $0.end.flatMap(Self.memory) }),
      (
        "gradient < 1e-6 or > 1e6 at lag",
        cells { $0.crossing.map(Self.crossing) ?? ($0.hasProfile ? "never" : nil) }
      ),
      ("updates clipped", cells { $0.clipRate.map { NumberText.percent($0) } }),
      ("dead units", cells { $0.deadShare.map { NumberText.percent($0) } }),
    ]
  }

  /// The gradient norms before clipping, for a page, which has the room.
  var normRows: [(title: String, cells: [String])] {
    [
      ("gradient norm, largest", cells { $0.largestNorm.map(NumberText.norm) }),
      (
        "gradient norm, p99 of the last 1,000 updates",
        cells { $0.percentile99.map(NumberText.norm) }
      ),
    ]
  }

  /// The table as lines of at most `width` columns, as many runs beside each other as fit.
  public func lines(width: Int, style: GlyphStyle = .unicode) -> [String] {
    let rows = rows
    let short = ShortNames(summaries.map(\.name), style: style)
    let titleWidth = rows.map { DisplayText.width(of: $0.title) }.max() ?? 0
    var blocks: [[String]] = []
    var first = 0
    while first < summaries.count {
      var used = titleWidth
      var end = first
      while end < summaries.count {
        let widest = rows.map { DisplayText.width(of: $0.cells[end]) }.max() ?? 0
        used += 2 + max(widest, DisplayText.width(of: short.names[end]))
        guard used <= width || end == first else { break }
        end += 1
      }
      let block = block(rows, short.names, first..<end)
      blocks.append(block.lines(width: width, style: style))
      first = end
    }
    var notes = short.notes
    if hasExtrapolation {
      notes.insert("~ beyond the window: the line fitted to ln G(k) is followed there.", at: 0)
    }
    return blocks.joined(separator: [""])
      + notes.flatMap { DisplayText.wrapped($0, to: max(1, width)) }
  }

  /// Whether a lag lies beyond its window.
  var hasExtrapolation: Bool {
    summaries.contains { $0.crossing?.isExtrapolated == true }
  }

  private func block(
    _ rows: [(title: String, cells: [String])], _ names: [String], _ runs: Range<Int>
  ) -> TextTable {
    var table = TextTable([.text("")] + runs.map { .number(names[$0]) })
    for row in rows { table.add([row.title] + runs.map { row.cells[$0] }) }
    return table
  }

  private func cells(_ text: (RunSummary) -> String?) -> [String] {
    summaries.map { text($0) ?? "-" }
  }

  private static func update(_ number: Int) -> String { NumberText.count(number) }

  /// The factor by which the gradient changes a step back: `x 0.85`.
  private static func factor(_ reach: RunSummary.Reach) -> String? {
    guard let rate = reach.decayRate else { return nil }
    return "x \(NumberText.norm(Double.exp(rate)))"
  }

  private static func memory(_ reach: RunSummary.Reach) -> String? {
    if let lag = reach.eFoldLag { return NumberText.fixed(lag, decimals: 1) }
    guard let rate = reach.decayRate else { return nil }
    return rate > ProfileFit.flatness ? "grows" : "no end"
  }

  private static func crossing(_ crossing: RunSummary.Crossing) -> String {
    let lag =
      crossing.lag < 10_000
      ? NumberText.count(Int(crossing.lag.rounded())) : NumberText.norm(crossing.lag)
    return
      "\(crossing.isGrowth ? "> 1e6" : "< 1e-6") at \(crossing.isExtrapolated ? "~" : "")\(lag)"
  }
}
