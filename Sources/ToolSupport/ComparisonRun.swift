import BLASMatrices
import CharacterModels
import Foundation
import RunRecords
import SequenceTraining

/// Several runs on the same text, side by side.
struct ComparisonRun {
  private let set: ConditionSet
  private let plans: [RunPlan]
  private let threads: Int

  /// Prepares every condition.
  ///
  /// - Throws: ``ToolFailure`` with status 64 where two conditions are the same run, or where they
  ///   do not fit into memory together.
  init(_ set: ConditionSet, corpus: Corpus) throws(ToolFailure) {
    var plans: [RunPlan] = []
    for condition in set.conditions {
      let plan = try RunPlan(
        network: condition.network, training: condition.training, corpus: corpus, isAlone: false)
      if let twin = plans.firstIndex(where: { $0.configuration == plan.configuration }) {
        throw ToolFailure(
          .usage,
          "\(set.conditions[twin].name) and \(condition.name) are the same run: leave one of them "
            + "out.")
      }
      plans.append(plan)
    }
    try MemoryDemand(plans: plans).check()
    self.set = set
    self.plans = plans
    let asked = set.conditions[0].training.threads
    threads = min(asked ?? ProcessInfo.processInfo.activeProcessorCount, plans.count)
  }

  /// Trains all conditions and prints one table.
  ///
  /// - Throws: ``ToolFailure``: 2 where every condition diverged, 73 where results cannot be
  ///   written, 130 after an interruption.
  func execute(_ output: OutputOptions) throws(ToolFailure) {
    let folders = try ComparisonFolders(output: output.output, set.conditions)
    let screen = ComparisonScreen(
      .standardOutput(), zip(set.conditions, plans).map { ($0.name, $1) }, isQuiet: output.quiet)
    let report = LiveReport(
      RunDirectory(at: folders.url),
      plans.indices.map { index in
        RunDirectoryContents(
          name: set.conditions[index].name, configuration: plans[index].configuration,
          folder: folders.runs[index].url.lastPathComponent)
      })
    let update: @Sendable (_ isFinal: Bool) -> Void = { isFinal in
      if let warning = report.write(isFinal: isFinal) { screen.showWarning(warning) }
    }
    var runs: [ConditionRun] = []
    for (index, plan) in plans.enumerated() {
      let records = try SessionRecords(
        in: folders.runs[index], keepsCheckpoints: output.keepCheckpoints, plan.configuration
      ) { record in
        screen.note(record, of: index)
        report.take(record, of: index)
        update(false)
      }
      let place = ConditionScreen(screen, index: index, sampleInterval: output.sampleEvery)
      runs.append(
        ConditionRun(try plan.session(screen: place, records: records)) { failure in
          screen.showEnding(failure?.status == .diverged ? "diverged" : "done", of: index)
        })
    }
    screen.showStart(options: set.options, plans: plans, threads: threads)
    update(false)
    Interruption.listen()
    WorkerPool(threadCount: threads).run(ComparisonWork(runs), parts: threads)
    update(true)
    screen.showTable(folder: folders.url)
    if let failure = failure(of: runs, folder: folders.url) { throw failure }
  }

  /// What the whole comparison failed with: a condition that diverged is a result like any other.
  private func failure(of runs: [ConditionRun], folder: URL) -> ToolFailure? {
    let failures = runs.compactMap(\.failure)
    if let failure = failures.first(where: { $0.status != .diverged && $0.status != .interrupted })
    {
      return failure
    }
    if failures.contains(where: { $0.status == .interrupted }) {
      return ToolFailure(
        .interrupted, "Interrupted; the models are saved in \(folder.relativePath).")
    }
    guard failures.count == runs.count else { return nil }
    return ToolFailure(
      .diverged,
      "Every condition diverged; the last good model of each is kept in \(folder.relativePath).")
  }
}

extension RunPlan {
  /// The session that carries the plan out, in the precision that it asks for.
  func session(
    screen: any SessionScreen, records: SessionRecords
  ) throws(ToolFailure) -> any SteppedRun {
    switch configuration.precision {
    case .float: try TrainingSession<Float>(self, screen: screen, records: records)
    case .double: try TrainingSession<Double>(self, screen: screen, records: records)
    }
  }
}
