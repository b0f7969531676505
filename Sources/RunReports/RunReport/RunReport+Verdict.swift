import GradientFlow

extension RunReport {
  /// What the gradients did, and the runs' numbers.
  ///
  /// - Parameter names: sentences on names that were cut.
  func verdictSection(_ runs: [ReportRun], names: [String]) -> PageSection {
    var blocks = runs.flatMap { findings($0, prefix: runs.count == 1 ? "" : "\($0.name): ") }
    blocks += runs.flatMap(divergenceBlocks)
    if runs.contains(where: \.hasBegun) {
      let table = ComparisonTable(runs.map(\.summary))
      let rows = table.rows + table.normRows
      let caption = "The verdict in numbers, of the updates that are logged"
      if runs.count == 1 {
        blocks += [.paragraph(caption + ":"), .facts(rows.map { ($0.title, $0.cells[0]) })]
      } else {
        blocks.append(
          .table(
            ValueTable(
              caption: caption, columns: [""] + runs.map(\.name),
              rows: rows.map { [$0.title] + $0.cells }, isNumeric: true)))
      }
      if table.hasExtrapolation {
        blocks.append(
          .paragraph("~ lies beyond the window: the line fitted to ln G(k) is followed there."))
      }
    }
    if !names.isEmpty { blocks.append(.list(names)) }
    // A run that has not begun has no page yet.
    let pages = runs.filter(\.hasBegun).compactMap { run in
      run.folder.map { (text: run.name, address: $0 + "/report.html") }
    }
    if !pages.isEmpty { blocks.append(.links("Each run by itself:", pages)) }
    return PageSection(id: "verdict", title: "Verdict", blocks: blocks)
  }

  private func findings(_ run: ReportRun, prefix: String) -> [PageBlock] {
    // Nothing is healthy before it has been looked at.
    guard run.hasBegun else {
      return [.paragraph("\(prefix)No update is logged yet; the first ones bring a verdict.")]
    }
    let text = VerdictText(run.summary.verdict, windowSteps: run.configuration.sequenceLength)
    return zip(run.summary.verdict.findings, text.lines).map { finding, line in
      .finding(
        tone(finding), word: prefix + finding.rawValue,
        sentence: String(line.dropFirst(finding.rawValue.count + 2)))
    }
  }

  private func tone(_ finding: Verdict.Finding) -> PageBlock.Tone {
    switch finding {
    case .exploding: .alarm
    case .vanishing, .pastGuard: .warning
    case .healthy: .good
    }
  }
}
