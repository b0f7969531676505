import GradientFlow
import RunRecords
import SequenceTraining

extension TrainingSession {
  /// What ends a run whose last update was finite, but not what came of it.
  func diverged(_ cause: String) -> ToolFailure {
    verdict.addDivergence(update: trainer.updates)
    writeReport()
    screen.showVerdict(verdict, windowSteps: plan.training.sequenceLength)
    screen.showEnd(records.folder, savedUpdate: savedUpdate)
    return ToolFailure(
      .diverged,
      "Training diverged after update \(trainer.updates): \(cause); \(DivergenceReport.remedy)")
  }

  /// What ends a run in whose window something was not finite.
  func diverged(
    _ error: TrainingError, _ measurement: FlowMeasurement?
  ) throws(ToolFailure) -> ToolFailure {
    guard case .diverged(let report) = error else { return ToolFailure(.diverged, error) }
    verdict.addDivergence(update: report.update)
    if let measurement { verdict.add(measurement) }
    var record = MetricsRecord(step: report.update)
    record.loss = report.loss
    record.gradientNorm = report.gradientNorm
    record.seconds = clock.elapsed
    record.take(measurement)
    try records.append(record)
    writeReport()
    screen.showDivergence(report)
    screen.showVerdict(verdict, windowSteps: plan.training.sequenceLength)
    screen.showEnd(records.folder, savedUpdate: savedUpdate)
    return ToolFailure(.diverged, error)
  }
}
