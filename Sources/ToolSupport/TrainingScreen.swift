import Foundation
import GradientFlow
import RunReports
import SequenceTraining

/// What a training run shows: a terminal gets a bar redrawn in place, a pipe plain lines.
final class TrainingScreen: SessionScreen {
  /// Every how many updates a pipe gets a line.
  static let milestoneInterval = 50
  /// How close together events count as one burst, of which only the first is drawn.
  private static let burstLength = 10

  private let writer: TerminalWriter
  private let isQuiet: Bool
  private let sampleInterval: Int?
  private var lastEvent: Int?
  private var divergences = DivergenceBurst()

  init(_ writer: TerminalWriter, isQuiet: Bool, sampleInterval: Int?) {
    self.writer = writer
    self.isQuiet = isQuiet
    self.sampleInterval = sampleInterval
  }

  /// What is trained on what.
  func showStart(_ plan: RunPlan, parameters: Int) {
    for note in plan.notes { showWarning(note) }
    guard !isQuiet else { return }
    let text = PlanText(plan)
    writer.write(text.network(parameters: parameters), emphasis: .heading)
    writer.write([text.corpus, text.training])
  }

  /// A sentence that must not be overlooked.
  func showWarning(_ text: String) { writer.write("Note: \(text)", emphasis: .warning) }

  /// The bar, or on a pipe a line at milestones.
  func showProgress(_ progress: SessionProgress) {
    showRemainder()
    guard !isQuiet else { return }
    writer.show(
      progress.text,
      isMilestone: progress.isMilestone || progress.step.number == progress.totalSteps)
  }

  /// The gradient's memory and the hidden units; in a burst of events one line each.
  func showMeasurement(_ measurement: FlowMeasurement) {
    guard !isQuiet else { return }
    let text = MeasurementText(measurement)
    if measurement.cause == .event {
      defer { lastEvent = measurement.update }
      if let lastEvent, measurement.update - lastEvent <= Self.burstLength {
        writer.write(text.summary, emphasis: .alarm)
        return
      }
    }
    writer.write("")
    writer.write(text.lines(width: writer.width, style: writer.traits.style))
  }

  /// The loss on the held-out text.
  func showValidation(update: Int, loss: Double) {
    guard !isQuiet else { return }
    writer.write(
      "Validation after update \(NumberText.count(update)): \(NumberText.loss(loss)) nats, "
        + "\(NumberText.loss(loss / log(2))) bits per character")
  }

  /// Whether a sample is due.
  func wantsSample(after update: Int, isLast: Bool) -> Bool {
    guard !isQuiet else { return false }
    return isLast || sampleInterval.map(update.isMultiple) ?? false
  }

  /// A text that the network wrote.
  func showSample(_ text: String, update: Int) {
    guard !isQuiet else { return }
    let sample = SampleText(
      text,
      heading:
        "Sample after update \(NumberText.count(update)), temperature 0.8, after the text's first lines"
    )
    writer.write(sample.lines(width: writer.width, style: writer.traits.style))
  }

  /// What stopped being finite, and how it came.
  func showDivergence(
    _ report: DivergenceReport, spectra: FlowSpectra?, recovery: TrainingRecovery?
  ) {
    let text = DivergenceText(report, spectra: spectra, recovery: recovery)
    let detail = divergences.detail(report, recovery: recovery)
    if detail != .none { showRemainder() }
    if recovery == nil { writer.endProgress() }
    guard !isQuiet else { return }
    switch detail {
    case .none: break
    case .line: writer.write(text.summary, emphasis: .alarm)
    case .full:
      writer.write(text.heading, emphasis: .alarm)
      writer.write(text.lines(width: writer.width, style: writer.traits.style))
    }
  }

  /// What was left out of a burst of divergences that is over.
  private func showRemainder() {
    guard let text = divergences.takeRemainder(), !isQuiet else { return }
    writer.write(text, emphasis: .alarm)
  }

  /// The verdict, also when quiet.
  func showVerdict(_ verdict: Verdict, windowSteps: Int) {
    writer.endProgress()
    if !isQuiet { writer.write("") }
    for line in VerdictText(verdict, windowSteps: windowSteps).lines {
      let emphasis: TerminalWriter.Emphasis =
        line.hasPrefix(Verdict.Finding.healthy.rawValue)
        ? .good : line.hasPrefix(Verdict.Finding.exploding.rawValue) ? .alarm : .warning
      writer.write(line, emphasis: emphasis)
    }
  }

  /// Where the results are, and of which update the model is.
  func showEnd(_ folder: URL, savedUpdate: Int?) {
    guard !isQuiet else { return }
    guard let savedUpdate else {
      writer.write("Results are in \(folder.relativePath), without a model.")
      return
    }
    let update =
      savedUpdate == 0
      ? "before the first update" : "after update \(NumberText.count(savedUpdate))"
    writer.write("Results are in \(folder.relativePath), with the model as it was \(update).")
  }
}
