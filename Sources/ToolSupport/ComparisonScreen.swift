import Foundation
import GradientFlow
import RunRecords
import RunReports
import SequenceTraining
import Synchronization

/// What a comparison shows: a terminal gets a line per condition redrawn in place, a pipe plain
/// lines that name their condition; both get profiles beside each other and one table at the end.
///
/// Conditions train on threads of their own and share this screen.
final class ComparisonScreen: Sendable {
  private let names: [String]
  private let isQuiet: Bool
  private let state: Mutex<State>

  /// What the conditions have told; the writer belongs to whoever has the lock.
  private struct State {
    let writer: TerminalWriter
    var rows: [ComparisonProgress.Row]
    var summaries: [RunSummary]
    var profiles: AlignedMeasurements
    var bursts: [DivergenceBurst]
  }

  init(
    _ writer: sending TerminalWriter, _ conditions: [(name: String, plan: RunPlan)], isQuiet: Bool
  ) {
    names = conditions.map(\.name)
    self.isQuiet = isQuiet
    let rows = conditions.map {
      ComparisonProgress.Row(name: $0.name, totalSteps: $0.plan.settings.updates)
    }
    let summaries = conditions.map {
      RunSummary(name: $0.name, vocabularySize: $0.plan.vocabulary.count)
    }
    state = Mutex(
      State(
        writer: writer, rows: rows, summaries: summaries,
        profiles: AlignedMeasurements(count: rows.count),
        bursts: rows.map { _ in DivergenceBurst() }))
  }

  /// What differs, and what all conditions share.
  func showStart(options: [String], plans: [RunPlan], threads: Int) {
    state.withLock { state in
      let writer = state.writer
      for note in Self.notes(plans) { writer.write("Note: \(note)", emphasis: .warning) }
      guard !isQuiet, let first = plans.first else { return }
      writer.write(
        "Comparing \(plans.count) conditions that differ in "
          + "\(options.joined(separator: ", ")): \(names.joined(separator: "; "))",
        emphasis: .heading)
      let text = PlanText(first)
      writer.write([text.corpus, "the first \(text.training)"])
      writer.write(
        "one thread each, \(threads) at a time, \(RunPairing(plans.map(\.configuration)).clause); "
          + "each makes the same bits as if it ran alone")
    }
  }

  private static func notes(_ plans: [RunPlan]) -> [String] {
    plans.flatMap(\.notes).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// A sentence about all conditions that must not be overlooked.
  func showWarning(_ text: String) {
    state.withLock { $0.writer.write("Note: \(text)", emphasis: .warning) }
  }

  func showWarning(_ text: String, of index: Int) {
    state.withLock { $0.writer.write("Note (\(names[index])): \(text)", emphasis: .warning) }
  }

  func showProgress(_ progress: SessionProgress, of index: Int) {
    state.withLock { state in
      state.rows[index].text = progress.text
      showRemainder(of: index, in: &state)
      let ready = state.profiles.pass(progress.step.number, of: index)
      showProfiles(ready, in: &state)
      redraw(&state, changed: index, isMilestone: progress.isMilestone)
    }
  }

  func showMeasurement(_ measurement: FlowMeasurement, of index: Int) {
    state.withLock { state in
      let profile = measurement.readableProfile
      state.rows[index].hiddenNorm = measurement.statistics.hiddenNorm
      state.rows[index].profile = profile.gradientByLag
      state.rows[index].decayRate = profile.decayRate
      guard !isQuiet else { return }
      if measurement.cause == .event {
        state.writer.write(
          "\(names[index]): \(MeasurementText(measurement).summary)", emphasis: .alarm)
      } else {
        state.profiles.add(measurement, of: index)
      }
    }
  }

  func showValidation(update: Int, loss: Double, of index: Int) {
    state.withLock { state in
      (state.rows[index].text.validationLoss, state.rows[index].text.validationUpdate) =
        (loss, update)
      // A terminal has it in its row.
      guard !isQuiet, !state.writer.traits.isTerminal else { return }
      state.writer.write(
        "\(names[index]): validation after update \(NumberText.count(update)): "
          + "\(NumberText.loss(loss)) nats, \(NumberText.loss(loss / log(2))) bits per character")
    }
  }

  func showSample(_ text: String, update: Int, of index: Int) {
    state.withLock { state in
      let sample = SampleText(
        text,
        heading: "\(names[index]): sample after update \(NumberText.count(update)), "
          + "temperature 0.8, after the text's first lines")
      state.writer.write(
        sample.lines(width: state.writer.width, style: state.writer.traits.style))
    }
  }

  func showDivergence(
    _ report: DivergenceReport, spectra: FlowSpectra?, recovery: TrainingRecovery?, of index: Int
  ) {
    let text = DivergenceText(report, spectra: spectra, recovery: recovery)
    state.withLock { state in
      let detail = state.bursts[index].detail(report, recovery: recovery)
      if detail != .none { showRemainder(of: index, in: &state) }
      guard !isQuiet else { return }
      let writer = state.writer
      switch detail {
      case .none: break
      case .line: writer.write("\(names[index]): \(text.summary)", emphasis: .alarm)
      case .full:
        writer.write("\(names[index]): \(text.heading)", emphasis: .alarm)
        writer.write(text.lines(width: writer.width, style: writer.traits.style))
      }
    }
  }

  /// What was left out of a burst of divergences that is over.
  private func showRemainder(of index: Int, in state: inout State) {
    guard let text = state.bursts[index].takeRemainder(), !isQuiet else { return }
    state.writer.write("\(names[index]): \(text)", emphasis: .alarm)
  }

  /// Takes note that a condition will not go on; the others do.
  func showEnding(_ word: String, of index: Int) {
    state.withLock { state in
      state.rows[index].ending = word
      let ready = state.profiles.end(index)
      showProfiles(ready, in: &state)
      redraw(&state, changed: index, isMilestone: false)
    }
  }

  /// Takes a logged record of a condition into the table.
  func note(_ record: MetricsRecord, of index: Int) {
    state.withLock { $0.summaries[index].add(record) }
  }

  /// The one table, also when quiet, and where the results are.
  func showTable(folder: URL) {
    state.withLock { state in
      let writer = state.writer
      writer.endProgress()
      if !isQuiet { writer.write("") }
      writer.write(
        ComparisonTable(state.summaries).lines(width: writer.width, style: writer.traits.style))
      guard !isQuiet else { return }
      writer.write("Results are in \(folder.relativePath), a run directory for each condition.")
    }
  }

  private func redraw(_ state: inout State, changed: Int, isMilestone: Bool) {
    guard !isQuiet else { return }
    state.writer.show(
      ComparisonProgress(rows: state.rows, changed: changed), isMilestone: isMilestone)
  }

  private func showProfiles(_ ready: [AlignedMeasurements.Row], in state: inout State) {
    guard !isQuiet else { return }
    let writer = state.writer
    for row in ready {
      let columns = row.measurements.map { index, measurement in
        let profile = measurement.readableProfile
        return LagComparison.Column(
          name: names[index], profile: profile.gradientByLag, decayRate: profile.decayRate)
      }
      let heading =
        "After update \(NumberText.count(row.update)): what is left of the gradient k characters "
        + "back"
      writer.write("")
      writer.write(
        LagComparison(heading: heading, columns: columns)
          .lines(width: writer.width, style: writer.traits.style))
    }
  }
}
