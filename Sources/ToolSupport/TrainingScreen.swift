import Foundation
import GradientFlow
import RunReports
import SequenceTraining

/// What a training run shows: a terminal gets a bar redrawn in place, a pipe plain lines.
final class TrainingScreen {
  /// Every how many updates a pipe gets a line.
  static let milestoneInterval = 50
  /// How close together events count as one burst, of which only the first is drawn.
  private static let burstLength = 10

  private let writer: TerminalWriter
  private let isQuiet: Bool
  private let sampleInterval: Int?
  private var lastEvent: Int?

  init(_ writer: TerminalWriter, isQuiet: Bool, sampleInterval: Int?) {
    self.writer = writer
    self.isQuiet = isQuiet
    self.sampleInterval = sampleInterval
  }

  /// What is trained on what.
  func showStart(_ plan: RunPlan, parameters: Int) {
    for note in plan.notes { showWarning(note) }
    guard !isQuiet else { return }
    let configuration = plan.configuration
    let sizes = configuration.hiddenSize.map(String.init).joined(separator: "x")
    var cell = "\(configuration.cell.rawValue), hidden \(configuration.hidden)"
    if let reset = configuration.resetGate, let update = configuration.updateGate {
      cell += ", gates \(reset == update ? reset : "\(reset) (reset) and \(update) (update)")"
    }
    let corpus = configuration.corpus
    writer.write(
      "Training \(cell), \(sizes) units, \(NumberText.count(parameters)) parameters, "
        + "init \(configuration.initialization)", emphasis: .heading)
    writer.write(
      "on \(corpus.name): \(NumberText.count(corpus.tokens)) characters, "
        + "\(corpus.vocabularySize) different, "
        + "\(NumberText.percent(configuration.validation)) held out; guessing blindly costs "
        + "\(NumberText.loss(log(Double(corpus.vocabularySize)))) nats")
    writer.write(
      "with \(configuration.optimizer) at \(configuration.learningRate), clip "
        + "\(configuration.clip), \(configuration.batchSize) rows of "
        + "\(configuration.sequenceLength) characters, seed \(configuration.seed), "
        + "\(configuration.precision.rawValue), \(counted(configuration.threads, "thread")), "
        + counted(configuration.steps, "update"))
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(NumberText.count(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  /// A sentence that must not be overlooked.
  func showWarning(_ text: String) { writer.write("Note: \(text)", emphasis: .warning) }

  /// The bar, or on a pipe a line at milestones.
  func showProgress(
    _ step: TrainingStep, of total: Int, charactersPerSecond: Double, remainingSeconds: Double,
    validationLoss: Double?, clippedShare: Double, isMilestone: Bool
  ) {
    guard !isQuiet else { return }
    writer.show(
      ProgressText(
        step: step.number, totalSteps: total, charactersPerSecond: charactersPerSecond,
        remainingSeconds: remainingSeconds, loss: step.loss, validationLoss: validationLoss,
        gradientNorm: step.gradientNorm, clippedShare: clippedShare),
      isMilestone: isMilestone || step.number == total)
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
  func wantsSample(after update: Int) -> Bool {
    guard !isQuiet, let sampleInterval else { return false }
    return update.isMultiple(of: sampleInterval)
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
  func showDivergence(_ report: DivergenceReport) {
    writer.endProgress()
    writer.write(
      "Diverged at update \(NumberText.count(report.update)): \(report.cause).", emphasis: .alarm)
    let history = report.history
    let first = report.update - history.lastLosses.count
    var table = TextTable([.number("update"), .number("loss"), .number("gradient norm")])
    for (index, loss) in history.lastLosses.enumerated() {
      table.add([
        NumberText.count(first + index), NumberText.loss(loss),
        NumberText.norm(history.lastGradientNorms[index]),
      ])
    }
    table.add([
      NumberText.count(report.update), NumberText.loss(report.loss),
      NumberText.norm(report.gradientNorm),
    ])
    writer.write(table.lines(width: writer.width, style: writer.traits.style))
    let steps = LagChart.sampledLags(last: report.hiddenNorms.count - 1)
    writer.write(
      "Largest |h| of the top layer over the window: "
        + steps.map { "step \($0 + 1) \(NumberText.norm(report.hiddenNorms[$0]))" }
        .joined(separator: ", "))
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
  func showEnd(_ folder: URL, savedUpdate: Int) {
    guard !isQuiet else { return }
    let update =
      savedUpdate == 0
      ? "before the first update" : "after update \(NumberText.count(savedUpdate))"
    writer.write("Results are in \(folder.relativePath), with the model as it was \(update).")
  }
}
