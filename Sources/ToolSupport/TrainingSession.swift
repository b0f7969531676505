import BLASMatrices
import CharacterModels
import GradientFlow
import Recurrent
import RunRecords
import SequenceTraining

/// A training run that is led update by update, whatever its scalar.
protocol SteppedRun: AnyObject {
  /// How many updates have been made, and how many are to be made.
  var progress: (made: Int, all: Int) { get }

  /// Saves and validates the network as it was drawn.
  func start() throws(ToolFailure)

  /// Makes an update.
  ///
  /// - Returns: false after the last one, or where an interruption ends the run.
  func advance() throws(ToolFailure) -> Bool

  /// Saves the model and gives the verdict.
  func finish() throws(ToolFailure)
}

extension SteppedRun {
  /// Trains to the end, an interruption or a divergence.
  ///
  /// - Throws: ``ToolFailure``: 2 for a divergence, 73 where results cannot be written, 130 after
  ///   an interruption.
  func run() throws(ToolFailure) {
    try start()
    while try advance() {}
    try finish()
  }
}

/// One training run from the first window to the verdict: trains, measures, records and shows.
final class TrainingSession<Scalar: BLASScalar>: SteppedRun {
  let plan: RunPlan
  let screen: any SessionScreen
  let records: SessionRecords
  let evaluator: Evaluator<Scalar>?
  var trainer: Trainer<Scalar>
  var verdict: Verdict
  var clock = SessionClock()
  /// Since the record before.
  var norms = NormStatistics()
  var recentNorms = RecentNorms()
  var clippedUpdates = 0
  var bestValidation = Double.infinity
  var lastValidation: SessionValidation?
  var savedUpdate: Int?
  private let instruments: SessionInstruments<Scalar>

  init(
    _ plan: RunPlan, screen: any SessionScreen, records: SessionRecords
  ) throws(ToolFailure) {
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
    instruments = SessionInstruments(
      plan.flow, lossGuard: plan.settings.lossGuard, architecture.layout)
    verdict = Verdict(vocabularySize: plan.vocabulary.count)
    let pool = trainer.pool
    evaluator = plan.validation.map { streams in
      Evaluator(
        network, steps: streams.sequenceLength, batchSize: streams.batchSize, pool: pool)
    }
  }

  var progress: (made: Int, all: Int) { (trainer.updates, plan.settings.updates) }

  func start() throws(ToolFailure) {
    screen.showStart(plan, parameters: trainer.network.parameters.layout.count)
    // There is a page from the start, which says what is trained.
    writeReport(isFinal: false)
    // The weights as drawn are the first good model, whatever their loss.
    try save()
    _ = try checkpoint()
  }

  func advance() throws(ToolFailure) -> Bool {
    var look = SessionLook()
    let number = trainer.updates + 1
    let isLast = number == plan.settings.updates
    let isMoment = number == 1 || isLast || isRegularCheckpoint(number)
    let instruments = instruments
    let step: TrainingStep?
    do throws(TrainingError) {
      step = try trainer.next { pending in
        look = instruments.look(pending, isLast: isLast, isMoment: isMoment)
      }
    } catch {
      guard case .diverged(let report) = error else { throw ToolFailure(.diverged, error) }
      try record(SessionDivergence(report), look)
      return false
    }
    guard let step else { return false }
    // Where the window diverged, it is no update that moved the weights, if anything did.
    if look.measurement != nil, step.recovery == nil {
      look.updateRatios = instruments.ratios(trainer.network.parameters)
    }
    if let recovery = step.recovery {
      try record(SessionDivergence(recovery), look)
      if isLast { try recordLast(look) }
    } else {
      try record(step, look)
    }
    return !Interruption.isRequested
  }

  func finish() throws(ToolFailure) {
    let isInterrupted = trainer.updates < plan.settings.updates
    try save()
    if isInterrupted { writeReport(isFinal: true) }
    screen.showVerdict(verdict, windowSteps: plan.training.sequenceLength)
    if screen.wantsSample(after: trainer.updates, isLast: true) { showSample() }
    screen.showEnd(records.folder, savedUpdate: savedUpdate)
    if isInterrupted {
      throw ToolFailure(
        .interrupted,
        "Interrupted after update \(trainer.updates); the model is saved in "
          + "\(records.folder.relativePath).")
    }
  }

  func showSample() {
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
}
