import GradientFlow
import RunRecords
import SequenceTraining

/// A window that diverged, and what was done; nil where it ends the run.
struct SessionDivergence {
  let report: DivergenceReport
  let recovery: TrainingRecovery?

  init(_ report: DivergenceReport) { (self.report, recovery) = (report, nil) }

  init(_ recovery: TrainingRecovery) { (report, self.recovery) = (recovery.report, recovery) }
}

extension TrainingSession {
  /// Logs and shows a window that diverged; fails where it ends the run.
  ///
  /// - Throws: ``ToolFailure`` with status 2, or 73 where results cannot be written.
  func record(_ divergence: SessionDivergence, _ look: SessionLook) throws(ToolFailure) {
    let report = divergence.report
    note(report)
    if !report.isHeldOut, let measurement = look.measurement { verdict.add(measurement) }
    try log(divergence, look)
    screen.showDivergence(report, spectra: look.spectra, recovery: divergence.recovery)
    writeReport(isFinal: divergence.recovery == nil)
    guard divergence.recovery == nil else { return }
    screen.showVerdict(verdict, windowSteps: plan.training.sequenceLength)
    screen.showEnd(records.folder, savedUpdate: savedUpdate)
    let kept = savedUpdate == nil ? "no model is saved" : "the last good model is kept"
    throw ToolFailure(.diverged, "\(report.statement); \(kept); try \(report.remedies[0]).")
  }

  /// Where the weights are those of the last update, validates and saves them.
  func recordLast(_ look: SessionLook) throws(ToolFailure) {
    if let divergence = try checkpoint() { try record(divergence, look) }
    writeReport(isFinal: true)
  }

  private func note(_ report: DivergenceReport) {
    if report.origin.isGuardPassed {
      verdict.addGuardPassed(update: report.update)
    } else {
      verdict.addDivergence(update: report.update)
    }
    // A loss on held-out text is none of an update. The other is finite in many a window whose
    // gradient is not.
    guard !report.isHeldOut else { return }
    if report.loss.isFinite { verdict.add(update: report.update, loss: report.loss) }
    if report.gradientNorm.isFinite {
      verdict.add(update: report.update, gradientNorm: report.gradientNorm)
    }
  }

  private func log(
    _ divergence: SessionDivergence, _ look: SessionLook
  ) throws(ToolFailure) {
    var record = MetricsRecord(step: divergence.report.update)
    // What was seen in the training window is in its own record.
    if !divergence.report.isHeldOut { record.take(look) }
    record.take(divergence.report)
    // Of the updates before, which have no record yet; what is held out has one before it.
    record.take(norms, recentNorms)
    norms.restart()
    record.learningRate = divergence.recovery?.learningRate ?? trainer.learningRate
    record.recovery =
      (divergence.recovery == nil ? .stop : plan.settings.onDivergence).rawValue
    record.seconds = clock.elapsed
    try records.append(record)
  }
}
