import GradientFlow

extension RunReport {
  /// What the gradients did, and the table of the runs' numbers.
  func verdictSection(_ runs: [ReportRun]) -> PageSection {
    var blocks: [PageBlock] = []
    for run in runs {
      let prefix = runs.count == 1 ? "" : "\(run.name): "
      let text = VerdictText(run.summary.verdict, windowSteps: run.configuration.sequenceLength)
      for (finding, line) in zip(run.summary.verdict.findings, text.lines) {
        blocks.append(
          .finding(
            tone(finding), word: prefix + finding.rawValue,
            sentence: String(line.dropFirst(finding.rawValue.count + 2))))
      }
    }
    blocks += runs.flatMap(divergenceBlocks)
    let rows = ComparisonTable(runs.map(\.summary)).rows
    blocks.append(
      .table(
        ValueTable(
          caption: "The verdict in numbers, of the updates that are logged",
          columns: [""] + runs.map(\.name), rows: rows.map { [$0.title] + $0.cells },
          isNumeric: true)))
    if runs.contains(where: { $0.summary.crossing?.isExtrapolated == true }) {
      blocks.append(
        .paragraph("~ lies beyond the window: the line fitted to ln G(k) is followed there."))
    }
    return PageSection(id: "verdict", title: "Verdict", blocks: blocks)
  }

  private func tone(_ finding: Verdict.Finding) -> PageBlock.Tone {
    switch finding {
    case .exploding: .alarm
    case .vanishing, .pastGuard: .warning
    case .healthy: .good
    }
  }
}
