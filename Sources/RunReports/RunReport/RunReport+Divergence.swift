import RunRecords

extension RunReport {
  /// The last window of a run that diverged: what happened, why, what was done, and what to try.
  func divergenceBlocks(_ run: ReportRun) -> [PageBlock] {
    let diverged = run.records.filter { $0.divergence != nil }
    guard let last = diverged.last, let text = last.divergence else { return [] }
    let name = contents.count == 1 ? "" : "\(run.name): "
    let count =
      diverged.count == 1 ? "" : " It is the last of \(diverged.count) windows that diverged."
    var blocks: [PageBlock] = [
      .finding(
        last.isPastGuard ? .warning : .alarm, word: name + "DIVERGED",
        sentence: "At update \(NumberText.count(last.step)) \(text).\(count)"
          + outcome(last.recovery))
    ]
    if let remedies = last.remedies, !remedies.isEmpty {
      blocks.append(.paragraph("What to try, the likeliest help first:"))
      blocks.append(.list(remedies))
    }
    return blocks
  }

  private func outcome(_ recovery: String?) -> String {
    switch recovery {
    case "skip": " It was skipped, and training went on."
    case "rollback": " The run was taken back to its last good state, and training went on."
    case "stop": " It ended the run."
    default: ""
    }
  }
}
