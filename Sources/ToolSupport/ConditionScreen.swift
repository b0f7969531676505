import Foundation
import GradientFlow
import SequenceTraining

/// The screen of one condition: its place on the screen of the comparison.
final class ConditionScreen: SessionScreen {
  private let shared: ComparisonScreen
  private let index: Int
  private let sampleInterval: Int?

  init(_ shared: ComparisonScreen, index: Int, sampleInterval: Int?) {
    self.shared = shared
    self.index = index
    self.sampleInterval = sampleInterval
  }

  // The comparison has told it for all conditions.
  func showStart(_ plan: RunPlan, parameters: Int) {}

  func showWarning(_ text: String) { shared.showWarning(text, of: index) }

  func showProgress(_ progress: SessionProgress) { shared.showProgress(progress, of: index) }

  func showMeasurement(_ measurement: FlowMeasurement) {
    shared.showMeasurement(measurement, of: index)
  }

  func showValidation(update: Int, loss: Double) {
    shared.showValidation(update: update, loss: loss, of: index)
  }

  // Samples of several networks at the end would bury the table.
  func wantsSample(after update: Int, isLast: Bool) -> Bool {
    sampleInterval.map(update.isMultiple) ?? false
  }

  func showSample(_ text: String, update: Int) {
    shared.showSample(text, update: update, of: index)
  }

  func showDivergence(
    _ report: DivergenceReport, spectra: FlowSpectra?, recovery: TrainingRecovery?
  ) {
    shared.showDivergence(report, spectra: spectra, recovery: recovery, of: index)
  }

  // The table of the comparison says it for all conditions.
  func showVerdict(_ verdict: Verdict, windowSteps: Int) {}

  func showEnd(_ folder: URL, savedUpdate: Int?) {}
}
