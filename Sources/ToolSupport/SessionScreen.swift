import Foundation
import GradientFlow
import SequenceTraining

/// Whoever shows a training session: alone, or as one of several.
protocol SessionScreen: AnyObject {
  /// What is trained on what.
  func showStart(_ plan: RunPlan, parameters: Int)

  /// A sentence that must not be overlooked.
  func showWarning(_ text: String)

  /// Where the run stands.
  func showProgress(_ progress: SessionProgress)

  /// The gradient's memory and the hidden units.
  func showMeasurement(_ measurement: FlowMeasurement)

  /// The loss on the held-out text.
  func showValidation(update: Int, loss: Double)

  /// Whether a sample is due.
  func wantsSample(after update: Int, isLast: Bool) -> Bool

  /// A text that the network wrote.
  func showSample(_ text: String, update: Int)

  /// What stopped being finite, how it came, and what was done if training goes on.
  func showDivergence(
    _ report: DivergenceReport, spectra: FlowSpectra?, recovery: TrainingRecovery?)

  /// What the gradients did.
  func showVerdict(_ verdict: Verdict, windowSteps: Int)

  /// Where the results are, and of which update the model is; nil where there is none.
  func showEnd(_ folder: URL, savedUpdate: Int?)
}

/// A loss on the held-out text, and after which update it was measured.
struct SessionValidation {
  let loss: Double
  let update: Int
}

/// Where a session stands after an update.
struct SessionProgress {
  let step: TrainingStep
  let totalSteps: Int
  let charactersPerSecond: Double
  let remainingSeconds: Double
  let validation: SessionValidation?
  let clippedShare: Double
  let isMilestone: Bool
}
