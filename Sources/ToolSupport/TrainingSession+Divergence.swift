import GradientFlow
import RunRecords
import SequenceTraining

extension TrainingSession {
  /// Logs and shows a window that diverged, where training goes on.
  func record(
    _ step: TrainingStep, _ recovery: TrainingRecovery, _ look: SessionLook
  ) throws(ToolFailure) {
    verdict.addDivergence(update: step.number)
    try log(recovery.report, look, learningRate: recovery.learningRate)
    screen.showDivergence(recovery.report, spectra: look.spectra, recovery: recovery)
    if step.number == plan.settings.updates { try checkpoint() }
  }

  /// What ends a run whose last update was finite, but not what came of it.
  func diverged(_ cause: String) -> ToolFailure {
    verdict.addDivergence(update: trainer.updates)
    end()
    return ToolFailure(
      .diverged,
      "Training diverged after update \(trainer.updates): \(cause); the last good model is kept; "
        + "try \(DivergenceCause.none.remedies[0]).")
  }

  /// What ends a run in whose window something was not finite, or whose loss passed the guard.
  func diverged(_ error: TrainingError, _ look: SessionLook) throws(ToolFailure) -> ToolFailure {
    guard case .diverged(let report) = error else { return ToolFailure(.diverged, error) }
    verdict.addDivergence(update: report.update)
    if let measurement = look.measurement { verdict.add(measurement) }
    try log(report, look, learningRate: trainer.learningRate)
    screen.showDivergence(report, spectra: look.spectra, recovery: nil)
    end()
    return ToolFailure(.diverged, error)
  }

  private func end() {
    writeReport()
    screen.showVerdict(verdict, windowSteps: plan.training.sequenceLength)
    screen.showEnd(records.folder, savedUpdate: savedUpdate)
  }

  private func log(
    _ report: DivergenceReport, _ look: SessionLook, learningRate: Double
  ) throws(ToolFailure) {
    var record = MetricsRecord(step: report.update)
    record.take(look)
    record.take(report)
    record.learningRate = learningRate
    record.recovery = plan.settings.onDivergence.rawValue
    record.seconds = clock.elapsed
    try records.append(record)
  }
}
