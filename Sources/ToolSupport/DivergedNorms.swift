import RunReports
import SequenceTraining

/// Which steps of a window that diverged are worth a line.
struct DivergedNorms {
  /// The steps (from 1) in ascending order; none where nothing in the window is finite.
  let steps: [Int]
  /// The first step at which something was not finite, in the direction in which it travels.
  let lostStep: Int?
  /// Whether the gradients say anything: what comes from a state that is not finite does not.
  let hasGradient: Bool

  init(_ report: DivergenceReport) {
    let last = report.windowSteps
    var shown = 1...max(1, last)
    var lost: Int?
    var hasGradient = report.cotangentNorms.contains(where: \.isFinite)
    switch report.origin {
    case .state(_, let step), .input(let step):
      shown = 1...step
      lost = step
      hasGradient = false
    case .gradient(_, let step):
      shown = step...last
      lost = step
    default: break
    }
    lostStep = lost
    self.hasGradient = hasGradient
    guard report.hiddenNorms.first(where: \.isFinite) != nil else {
      steps = []
      return
    }
    var steps = Set(LagChart.sampledLags(last: last - 1).map { $0 + 1 }.filter(shown.contains))
    if let lost {
      steps.formUnion([lost - 1, lost, lost + 1].filter(shown.contains))
    }
    self.steps = steps.sorted()
  }
}
