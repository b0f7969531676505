import BLASMatrices
import CharacterModels
import Foundation
import GradientFlow
import Recurrent
import RunRecords
import SequenceTraining

/// One training run from the first window to the verdict: trains, measures, records and shows.
struct TrainingSession<Scalar: BLASScalar>: ~Copyable {
  private let plan: RunPlan
  private let screen: TrainingScreen
  private let records: SessionRecords
  private var trainer: Trainer<Scalar>
  private let recorder = FlowRecorder<Scalar>()
  private var verdict: Verdict
  private let evaluator: Evaluator<Scalar>?
  private var clock = SessionClock()
  private var clippedUpdates = 0
  private var bestValidation = Double.infinity
  private var lastValidation: Double?
  private var savedUpdate = 0

  init(_ plan: RunPlan, screen: TrainingScreen, records: SessionRecords) throws(ToolFailure) {
    self.plan = plan
    self.screen = screen
    self.records = records
    let architecture: RecurrentArchitecture<Scalar>
    do {
      architecture = try plan.configuration.architecture(vocabularySize: plan.vocabulary.count)
    } catch {
      throw ToolFailure(.usage, error)
    }
    let network = RecurrentNetwork(
      architecture: architecture, initialization: plan.initialization,
      seed: plan.configuration.seed)
    trainer = Trainer(
      network, plan.settings, source: CharacterWindows<Scalar>(plan.training))
    verdict = Verdict(vocabularySize: plan.vocabulary.count)
    evaluator = plan.validation.map { streams in
      Evaluator(
        network, steps: streams.sequenceLength, batchSize: streams.batchSize,
        threads: plan.settings.threads)
    }
  }

  /// Trains to the end, an interruption or a divergence.
  ///
  /// - Throws: ``ToolFailure``: 2 for a divergence, 73 where results cannot be written, 130 after an
  ///   interruption.
  mutating func run() throws(ToolFailure) {
    screen.showStart(plan, parameters: trainer.network.parameters.layout.count)
    // The weights as drawn are the first good model, whatever their loss.
    try save()
    try checkpoint()
    while let update = try nextUpdate() {
      try record(update)
      if Interruption.isRequested { break }
    }
    try finish()
  }

  /// One update and what was measured in its window.
  private struct Update {
    let step: TrainingStep
    let measurement: FlowMeasurement?
  }

  private mutating func nextUpdate() throws(ToolFailure) -> Update? {
    var measurement: FlowMeasurement?
    let recorder = recorder
    let isLast = trainer.updates + 1 == plan.settings.updates
    do throws(TrainingError) {
      let step = try trainer.next { pending in
        measurement = recorder.observe(
          number: pending.number, gradientNorm: pending.gradientNorm, isLast: isLast,
          pending.architecture, pending.parameters, pending.tapes)
      }
      return step.map { Update(step: $0, measurement: measurement) }
    } catch {
      throw try diverged(error, measurement)
    }
  }

  private mutating func record(_ update: Update) throws(ToolFailure) {
    let step = update.step
    if step.isClipped { clippedUpdates += 1 }
    verdict.add(update: step.number, loss: step.loss, gradientNorm: step.gradientNorm)
    if let measurement = update.measurement {
      verdict.add(measurement)
      screen.showMeasurement(measurement)
    }
    let isLast = step.number == plan.settings.updates
    let isCheckpoint =
      isLast || step.number.isMultiple(of: checkpointInterval)
      || Self.earlyCheckpoints.contains(step.number)
    clock.update(step.number)
    var failure: ToolFailure?
    if isCheckpoint {
      // The update is logged before a failure ends the run.
      do throws(ToolFailure) { try checkpoint() } catch { failure = error }
    }
    let isMilestone = step.number.isMultiple(of: TrainingScreen.milestoneInterval)
    if update.measurement != nil || isCheckpoint || isMilestone || Interruption.isRequested
      || step.number.isMultiple(of: SessionRecords.logInterval)
    {
      try records.append(
        step, update.measurement,
        epoch: Double(step.number) / Double(plan.training.windowsPerEpoch),
        validationLoss: isCheckpoint ? lastValidation : nil,
        charactersPerSecond: charactersPerSecond, seconds: clock.elapsed)
    }
    if isCheckpoint { writeReport() }
    if let failure { throw failure }
    screen.showProgress(
      step, of: plan.settings.updates, charactersPerSecond: charactersPerSecond,
      remainingSeconds: clock.remaining(plan.settings.updates - step.number),
      validationLoss: lastValidation,
      clippedShare: Double(clippedUpdates) / Double(step.number), isMilestone: isMilestone)
    if !isLast, screen.wantsSample(after: step.number) {
      try showSample()
    }
  }

  private var charactersPerSecond: Double {
    clock.updatesPerSecond * Double(plan.training.batchSize * plan.training.sequenceLength)
  }

  /// A run that diverges mostly does so early, and should leave something that has learnt.
  private static var earlyCheckpoints: [Int] { [10, 50, 100] }

  /// Ten times in a run, but no more often than every 200 updates.
  private var checkpointInterval: Int { max(200, plan.settings.updates / 10) }

  /// Validates and saves the model where it is the best so far (or where nothing is held out).
  private mutating func checkpoint() throws(ToolFailure) {
    guard let evaluator, let validation = plan.validation else {
      try save()
      return
    }
    let loss = clock.pausing {
      evaluator.loss(
        of: trainer.network.parameters, on: CharacterWindows<Scalar>(validation)
      ).mean
    }
    lastValidation = loss
    screen.showValidation(update: trainer.updates, loss: loss)
    if !loss.isFinite, trainer.updates > 0 {
      throw diverged("the loss on the held-out text is not finite")
    }
    // A loss that is not finite is never the best.
    guard loss < bestValidation else { return }
    bestValidation = loss
    try save()
  }

  private mutating func save() throws(ToolFailure) {
    let network = trainer.network
    guard network.parameters.view.elements.largestMagnitude.isFinite else {
      throw diverged("the weights are not finite")
    }
    try records.save(
      SavedModel(
        network: network, vocabulary: plan.vocabulary, configuration: plan.configuration,
        step: trainer.updates))
    savedUpdate = trainer.updates
  }

  /// The page on the run as it is now; it reads the log and no more.
  private mutating func writeReport() {
    let report = records.report
    let warning = clock.pausing { report.write() }
    if let warning { screen.showWarning(warning) }
  }

  /// The model, the verdict and a sample.
  private mutating func finish() throws(ToolFailure) {
    let isInterrupted = trainer.updates < plan.settings.updates
    try save()
    if isInterrupted { writeReport() }
    screen.showVerdict(verdict, windowSteps: plan.training.sequenceLength)
    try showSample()
    screen.showEnd(records.folder, savedUpdate: savedUpdate)
    if isInterrupted {
      throw ToolFailure(
        .interrupted,
        "Interrupted after update \(trainer.updates); the model is saved in "
          + "\(records.folder.relativePath).")
    }
  }

  private func showSample() throws(ToolFailure) {
    do throws(SamplerError) {
      var generator = CharacterGenerator(
        trainer.network, plan.vocabulary, sampler: try TokenSampler(temperature: 0.8),
        seed: plan.configuration.seed)
      screen.showSample(
        try generator.text(after: plan.opening, length: 300), update: trainer.updates)
    } catch {
      screen.showWarning("No sample: \(error)")
    }
  }

  /// What ends a run whose last update was finite, but not what came of it.
  private mutating func diverged(_ cause: String) -> ToolFailure {
    verdict.addDivergence(update: trainer.updates)
    writeReport()
    screen.showVerdict(verdict, windowSteps: plan.training.sequenceLength)
    screen.showEnd(records.folder, savedUpdate: savedUpdate)
    return ToolFailure(
      .diverged,
      "Training diverged after update \(trainer.updates): \(cause); \(DivergenceReport.remedy)")
  }

  private mutating func diverged(
    _ error: TrainingError, _ measurement: FlowMeasurement?
  ) throws(ToolFailure) -> ToolFailure {
    guard case .diverged(let report) = error else { return ToolFailure(.diverged, error) }
    verdict.addDivergence(update: report.update)
    if let measurement { verdict.add(measurement) }
    try records.append(report, measurement, seconds: clock.elapsed)
    writeReport()
    screen.showDivergence(report)
    screen.showVerdict(verdict, windowSteps: plan.training.sequenceLength)
    screen.showEnd(records.folder, savedUpdate: savedUpdate)
    return ToolFailure(.diverged, error)
  }
}
