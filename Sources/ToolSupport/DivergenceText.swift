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
    "Diverged at update \(NumberText.count(report.update)): \(report.finding)."
  }

  /// The same in a line for a window soon after another that diverged.
  var summary: String { [heading, action].compactMap(\.self).joined(separator: " ") }

  /// Which update could not be made.
  var update: Int { report.update }

  /// Why, how it came, what to try, and what was done.
  func lines(width: Int, style: GlyphStyle) -> [String] {
    let clause = report.cause.clause
    return ["Cause: \(clause)."] + updates(width: width, style: style) + window
      + [radius, remedies, action].compactMap(\.self)
  }

  /// The updates before and the one that was not made.
  private func updates(width: Int, style: GlyphStyle) -> [String] {
    let history = report.history
    let first = report.update - history.lastLosses.count
    var table = TextTable([
      .number("update"), .number("loss"), .number("|g|"), .number("clipped to"), .number("|h|"),
      .number("|dL/da| at step 1"), .number("|W|"),
    ])
    for (index, loss) in history.lastLosses.enumerated() {
      let norm = history.lastGradientNorms[index]
      let factor = history.lastClippingFactors[index]
      table.add([
        NumberText.count(first + index), NumberText.loss(loss), NumberText.norm(norm),
        factor < 1 ? NumberText.norm(norm * factor) : "-",
        NumberText.norm(history.lastHiddenNorms[index]),
        NumberText.norm(history.lastCotangentNorms[index]),
        NumberText.norm(history.lastWeightNorms[index]),
      ])
    }
    table.add([
      NumberText.count(report.update), NumberText.loss(report.loss),
      NumberText.norm(report.gradientNorm), "-",
      report.hiddenNorms.last.map(NumberText.norm) ?? "-",
      report.cotangentNorms.first.map(NumberText.norm) ?? "-",
      NumberText.norm(report.weightNorm),
    ])
    return table.lines(width: width, style: style)
  }

  /// How state and gradient grew within the window, each in the direction in which it travels.
  private var window: [String] {
    let last = report.windowSteps - 1
    let steps = LagChart.sampledLags(last: last)
    func list(_ values: [Double], _ order: [Int]) -> String {
      order.map { "step \($0 + 1) \(NumberText.norm(values[$0]))" }.joined(separator: ", ")
    }
    return [
      "Largest |h| of the top layer over the window: \(list(report.hiddenNorms, steps))",
      "Largest gradient of its preactivations on the way back: "
        + list(report.cotangentNorms, steps.map { last - $0 }),
    ]
  }

  private var radius: String? {
    guard let radii = spectra?.spectralRadius else { return nil }
    return "Spectral radius of weight_hh, lowest layer first: "
      + radii.map(NumberText.norm).joined(separator: ", ")
  }

  private var remedies: String {
    "What to try, in order: "
      + report.remedies.enumerated().map { "(\($0 + 1)) \($1)" }.joined(separator: "; ")
  }

  private var action: String? {
    guard let recovery else { return nil }
    guard recovery.learningRate < recovery.previousLearningRate else {
      return "Skipped: the update is not made, and training goes on with the next window"
        + (recovery.isStateReset ? " from a state of zero." : ".")
    }
    return "Rolled back (\(report.returns + 1) of 5): to the state after update "
      + "\(NumberText.count(recovery.resumedUpdate)), with a learning rate of "
      + "\(recovery.learningRate), from the next window on."
  }
}
