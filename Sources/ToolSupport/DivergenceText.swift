import GradientFlow
import RunReports
import SequenceTraining

/// A divergence report in words and numbers.
struct DivergenceText: Sendable {
  private let report: DivergenceReport
  private let spectra: FlowSpectra?
  private let recovery: TrainingRecovery?

  /// A report, the spectra of its window, and what was done if training goes on.
  init(_ report: DivergenceReport, spectra: FlowSpectra?, recovery: TrainingRecovery?) {
    self.report = report
    self.spectra = spectra
    self.recovery = recovery
  }

  /// What happened, in one line.
  var heading: String {
    "Diverged \(report.isHeldOut ? "after" : "at") update \(NumberText.count(report.update)): "
      + "\(report.finding)."
  }

  /// The same in a line for a window soon after another that diverged.
  var summary: String { [heading, action].compactMap(\.self).joined(separator: " ") }

  /// Why, how it came, what to try, and what was done.
  func lines(width: Int, style: GlyphStyle) -> [String] {
    ["Cause: \(report.cause.clause)."] + updates(width: width, style: style)
      + window(width: width, style: style) + [radius].compactMap(\.self) + remedies
      + [action].compactMap(\.self)
  }

  /// The updates before, and the one that was not made.
  private func updates(width: Int, style: GlyphStyle) -> [String] {
    let updates = DivergedUpdates(report)
    return [updates.heading] + updates.lines(width: width, style: style)
  }

  /// How state and gradient grew within the window, up to where they were lost.
  private func window(width: Int, style: GlyphStyle) -> [String] {
    let norms = DivergedNorms(report)
    guard !norms.steps.isEmpty else { return [] }
    var table = TextTable(
      [.number("step"), .number("|h|")] + (norms.hasGradient ? [.number("|dL/da|")] : [])
        + [.text("")])
    for step in norms.steps {
      table.add(
        ["\(step)", NumberText.norm(report.hiddenNorms[step - 1])]
          + (norms.hasGradient ? [NumberText.norm(report.cotangentNorms[step - 1])] : [])
          + [step == norms.lostStep ? "<- the first that is not finite" : ""])
    }
    let place =
      "Within \(report.isHeldOut ? "the held-out" : "that") window, layer \(report.layer + 1), the "
      + "row with the largest norm; the state goes down the table"
    return [norms.hasGradient ? place + ", the gradient up:" : place + ":"]
      + table.lines(width: width, style: style)
  }

  private var radius: String? {
    guard let radii = spectra?.spectralRadius else { return nil }
    return "Spectral radius of weight_hh, lowest layer first: "
      + radii.map(NumberText.norm).joined(separator: ", ")
  }

  private var remedies: [String] {
    ["What to try, in order:"]
      + report.remedies.enumerated().map { "  \($0 + 1). \($1)" }
  }

  private var action: String? {
    guard let recovery else {
      return report.surrender.map { "Stopped: \($0)." }
    }
    guard recovery.learningRate < recovery.previousLearningRate else {
      let place = recovery.isStateReset ? " from a state of zero" : ""
      guard recovery.isUpdateUndone else {
        return "Skipped: the update is not made, and training goes on with the next window\(place)."
      }
      return
        "Taken back: training goes on with the next window\(place) and the weights as they were "
        + "after update \(NumberText.count(recovery.resumedUpdate))."
    }
    return "Rolled back (\(report.returns + 1) of \(DivergenceResponse.mostReturns)): to the state "
      + "after update \(NumberText.count(recovery.resumedUpdate)), with a learning rate of "
      + "\(recovery.learningRate), from the next window on."
  }
}
