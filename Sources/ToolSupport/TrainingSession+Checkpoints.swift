import BLASMatrices
import CharacterModels
import Recurrent
import RunRecords
import SequenceTraining

/// A run that diverges mostly does so early, and should leave something that has learnt.
private let earlyCheckpoints = [10, 50, 100]

extension TrainingSession {
  /// Whether update `number` ends with a checkpoint: ten times in a run, but no more often than
  /// every 200 updates, and at a few early ones.
  func isCheckpoint(_ number: Int) -> Bool {
    isRegularCheckpoint(number) || earlyCheckpoints.contains(number)
  }

  /// Whether update `number` ends with a checkpoint that is none of the early ones, which follow
  /// each other too closely for what is costly.
  func isRegularCheckpoint(_ number: Int) -> Bool {
    number.isMultiple(of: max(200, plan.settings.updates / 10))
  }

  /// Validates and saves the model where it is the best so far (or where nothing is held out), and
  /// keeps it in any case where that was asked for.
  ///
  /// - Returns: what was done where the loss on the held-out text is not finite.
  func checkpoint() throws(ToolFailure) -> SessionDivergence? {
    if records.keepsCheckpoints, let model { try records.keep(model) }
    guard let evaluator, let validation = plan.validation else {
      try save()
      return nil
    }
    let parameters = trainer.network.parameters
    let loss = clock.pausing {
      evaluator.loss(of: parameters, on: CharacterWindows<Scalar>(validation)).mean
    }
    lastValidation = SessionValidation(loss: loss, update: trainer.updates)
    screen.showValidation(update: trainer.updates, loss: loss)
    guard loss.isFinite else {
      // Where no update has been made, the first window will tell the same.
      guard trainer.updates > 0 else { return nil }
      do throws(TrainingError) {
        return SessionDivergence(try trainer.reject(heldOut: evaluator, loss: loss))
      } catch {
        guard case .diverged(let report) = error else { throw ToolFailure(.diverged, error) }
        return SessionDivergence(report)
      }
    }
    guard loss < bestValidation else { return nil }
    bestValidation = loss
    try save()
    return nil
  }

  func save() throws(ToolFailure) {
    guard let model else { return }
    try records.save(model)
    savedUpdate = trainer.updates
  }

  /// The model as it is; nil for weights as drawn that are beyond every number, so that there is no
  /// good one yet.
  private var model: SavedModel<Scalar>? {
    let network = trainer.network
    guard network.parameters.view.elements.largestMagnitude.isFinite else { return nil }
    return SavedModel(
      network: network, vocabulary: plan.vocabulary, configuration: plan.configuration,
      step: trainer.updates)
  }

  /// Brings the page on the run up to date where it is due, see ``LiveReport``, or at the end.
  func writeReport(isFinal: Bool) {
    let report = records.report
    let warning = clock.pausing { report.write(isFinal: isFinal) }
    if let warning { screen.showWarning(warning) }
  }
}
