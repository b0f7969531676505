import RunRecords

extension RunReport {
  /// What was run: for several runs what differs first, and what all share.
  func setupSection(_ runs: [ReportRun]) -> PageSection {
    let settings = runs.map { RunReport.settings($0.configuration) }
    let rows = settings[0].indices.map { row in
      [settings[0][row].title] + settings.map { $0[row].value }
    }
    let isShared = { (row: [String]) in Set(row.dropFirst()).count == 1 }
    let shared = rows.filter(isShared).map { (name: $0[0], value: $0[1]) }
    let different = rows.filter { !isShared($0) }
    let table = ValueTable(
      caption: "What differs", columns: [""] + runs.map(\.name), rows: different)
    return PageSection(
      id: "setup", title: "What was run",
      blocks: (different.isEmpty ? [] : [.table(table)])
        + (runs.count == 1 ? [] : [.paragraph(sharing(runs))]) + [.facts(shared)])
  }

  private func sharing(_ runs: [ReportRun]) -> String {
    "The runs train \(RunPairing(runs.map(\.configuration)).clause). All share:"
  }

  private static func settings(_ run: RunConfiguration) -> [(title: String, value: String)] {
    let gates =
      run.resetGate.flatMap { reset in
        run.updateGate.map { reset == $0 ? reset : "\(reset) (reset), \($0) (update)" }
      } ?? "none"
    let sizes = run.hiddenSize.map { NumberText.count($0) }
    let corpus = run.corpus
    let machine = run.machine
    return [
      ("cell", run.cell.rawValue), ("hidden activation", run.hidden), ("gate activation", gates),
      ("units by layer", sizes.joined(separator: ", ")),
      ("initialisation", run.initialization),
      ("window", "\(run.sequenceLength) steps, \(run.batchSize) rows"),
      ("optimizer", "\(run.optimizer) at \(run.learningRate)"), ("clipping", run.clip),
      ("updates", NumberText.count(run.steps)), ("seed", String(run.seed)),
      (
        "text",
        "\(corpus.name): \(NumberText.count(corpus.tokens)) characters, "
          + "\(corpus.vocabularySize) different, \(NumberText.percent(run.validation)) held out"
      ),
      ("checksum of the text", corpus.checksum), ("unit of text", run.unit),
      ("precision", run.precision.rawValue),
      ("rows per shard, threads", "\(run.rowsPerShard), \(run.threads)"),
      ("toolkit", "\(run.version), \(machine.build) build, Swift \(machine.swift)"),
      ("machine", "\(machine.library), \(machine.coreType), \(machine.kernels), \(machine.system)"),
    ]
  }
}
