import GradientFlow
import RunRecords
import SequenceTraining

extension TrainingSession {
  /// Logs and shows an update that was made.
  func record(_ step: TrainingStep, _ look: SessionLook) throws(ToolFailure) {
    if step.isClipped { clippedUpdates += 1 }
    norms.add(step.gradientNorm, isClipped: step.isClipped)
    recentNorms.add(step.gradientNorm)
    verdict.add(update: step.number, loss: step.loss, gradientNorm: step.gradientNorm)
    if let measurement = look.measurement {
      verdict.add(measurement)
      screen.showMeasurement(measurement)
    }
    let isLast = step.number == plan.settings.updates
    let isCheckpoint = isLast || isCheckpoint(step.number)
    clock.update(step.number)
    var failure: ToolFailure?
    var heldOut: SessionDivergence?
    if isCheckpoint {
      // The update is logged before a failure ends the run.
      do throws(ToolFailure) { heldOut = try checkpoint() } catch { failure = error }
    }
    let isMilestone = step.number.isMultiple(of: TrainingScreen.milestoneInterval)
    let isSpike = verdict.spikes.last == step.number
    let isLogged =
      look.measurement != nil || isCheckpoint || isMilestone || isSpike || Interruption.isRequested
      || step.number.isMultiple(of: SessionRecords.logInterval)
    if isLogged { try log(step, look, validationLoss: isCheckpoint ? lastValidation?.loss : nil) }
    if let heldOut { try record(heldOut, look) }
    if isLogged { writeReport(isFinal: isLast || failure != nil) }
    if let failure { throw failure }
    screen.showProgress(
      SessionProgress(
        step: step, totalSteps: plan.settings.updates, charactersPerSecond: charactersPerSecond,
        remainingSeconds: clock.remaining(plan.settings.updates - step.number),
        validation: lastValidation,
        clippedShare: Double(clippedUpdates) / Double(step.number), isMilestone: isMilestone))
    if !isLast, screen.wantsSample(after: step.number, isLast: false) { showSample() }
  }

  private func log(
    _ step: TrainingStep, _ look: SessionLook, validationLoss: Double?
  ) throws(ToolFailure) {
    var record = MetricsRecord(step: step.number)
    record.take(step)
    record.epoch = Double(step.number) / Double(plan.training.windowsPerEpoch)
    record.validationLoss = validationLoss
    record.charactersPerSecond = charactersPerSecond
    record.seconds = clock.elapsed
    record.take(norms, recentNorms)
    norms.restart()
    record.take(look)
    try records.append(record)
  }

  var charactersPerSecond: Double {
    clock.updatesPerSecond * Double(plan.training.batchSize * plan.training.sequenceLength)
  }
}
