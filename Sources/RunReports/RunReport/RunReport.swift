import RunRecords

/// A page on one run, or on several side by side, made from their records alone.
///
/// Every plot whose data are in the records is there, with a sentence on what to read off it; what
/// is not there is listed with what would bring it. The same records give the same bytes.
///
/// ```swift
/// let run = try RunDirectoryContents(reading: RunDirectory(at: folder))
/// let page = RunReport(runs: [run]).html
/// ```
public struct RunReport: Sendable {
  let contents: [RunDirectoryContents]
  let theories: [Double?]
  private let summaries: [RunSummary]

  /// A report on runs.
  ///
  /// - Parameters:
  ///   - runs: in the order of their columns and colours; their names tell them apart.
  ///   - theoreticalDecay: for each run the slope of ln |dL_T/dh_(T-k)| per step that mean-field
  ///     theory predicts of the network as it was drawn, 1/2 ln chi; its line is drawn beside the
  ///     profiles.
  ///   - summaries: of each run's whole log, where the records are not all of it, see
  ///     ``ThinnedLog``.
  /// - Precondition: there is a run, and a slope (or nil) and a summary for each where there are
  ///   any.
  public init(
    runs: [RunDirectoryContents], theoreticalDecay: [Double?] = [], summaries: [RunSummary] = []
  ) {
    precondition(!runs.isEmpty, "a report on 0 runs has nothing to show")
    precondition(
      theoreticalDecay.isEmpty || theoreticalDecay.count == runs.count,
      "\(theoreticalDecay.count) slopes for \(runs.count) runs")
    precondition(
      summaries.isEmpty || summaries.count == runs.count,
      "\(summaries.count) summaries for \(runs.count) runs")
    contents = runs
    self.summaries = summaries
    theories = theoreticalDecay.isEmpty ? runs.map { _ in nil } : theoreticalDecay
  }

  /// The page as HTML.
  public var html: String { document.html }

  /// The page.
  public var document: PageDocument {
    let short = ShortNames(contents.map(\.name))
    let runs = contents.enumerated().map {
      ReportRun(
        $1, summary: summaries.isEmpty ? nil : summaries[$0], name: short.names[$0], number: $0,
        of: contents.count)
    }
    let hasBegun = runs.contains(where: \.hasBegun)
    return PageDocument(
      title: title(runs), lead: lead(runs),
      sections: [verdictSection(runs, names: short.notes), setupSection(runs)]
        + (hasBegun ? measuredSections(runs) : []),
      footer: "Written by swift-recurrent \(runs[0].configuration.version) from config.json and "
        + "metrics.jsonl alone; it is written anew while training goes on, so that a reload shows "
        + "the present state.")
  }

  /// What the logs have to show, and why what they have not is missing.
  private func measuredSections(_ runs: [ReportRun]) -> [PageSection] {
    let parts: [(ReportPart, id: String, title: String, lead: String)] = [
      (
        LossPart(runs: runs).part, "learning", "Learning",
        "The loss is the mean cross-entropy per character in nats; ln V is the loss of guessing "
          + "blindly among V characters."
      ),
      (
        HeatMapPart(runs: runs).part + ProfilePart(runs: runs, theories: theories).part, "memory",
        "The gradient by lag",
        "The loss is injected at the last step of a window alone and followed backwards: "
          + "|dL_T/dh_(T-k)| after k steps, lag 0 = 1, median over rows. A constant factor per step "
          + "is a straight line on a logarithmic axis."
      ),
      (
        StatePart(runs: runs).part, "state", "The state beside the gradient",
        "In nets of relu units the hidden state h explodes together with the gradient; in bounded "
          + "ones only the gradient can."
      ),
      (
        UnitPart(runs: runs).part, "units", "Hidden units and gates",
        "The gradient passes a unit multiplied by f'(a): what is dead, inactive or saturated lets "
          + "nothing through."
      ),
      (
        WeightPart(runs: runs).part, "weights", "Weights and updates",
        "What each step multiplies the gradient with, and how the weights are moved."
      ),
    ]
    let absences = parts.flatMap(\.0.absences)
    let last =
      absences.isEmpty
      ? [] : [PageSection(id: "absent", title: "What is not shown", blocks: [.list(absences)])]
    return parts.compactMap { $0.0.section(id: $0.id, title: $0.title, lead: $0.lead) } + last
  }

  private func title(_ runs: [ReportRun]) -> String {
    guard runs.count == 1 else {
      return runs.map(\.name).joined(separator: " beside ")
    }
    let run = runs[0].configuration
    let sizes = run.hiddenSize.map(String.init).joined(separator: "x")
    return "\(run.cell.rawValue), \(run.hidden), \(sizes) units"
  }

  private func lead(_ runs: [ReportRun]) -> String {
    let states = runs.map { run in
      run.hasBegun
        ? "after update \(NumberText.count(run.lastStep)) of \(NumberText.count(run.configuration.steps))"
        : "no update of \(NumberText.count(run.configuration.steps)) is logged yet"
    }
    let corpus = runs[0].configuration.corpus.name.split(separator: "/").last ?? "a text"
    // Said once where it is the same for all.
    let sentences =
      Set(states).count == 1
      ? runs.map(\.name).joined(separator: "; ") + ": " + states[0]
      : zip(runs, states).map { "\($0.name): \($1)" }.joined(separator: "; ")
    return "\(runs.count == 1 ? "Run" : "Runs") \(sentences); trained on \(corpus)."
  }
}
