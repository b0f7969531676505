import RunReports
import SequenceTraining

/// Windows that diverge soon after each other: the first is told in full, the rest in a line or not
/// at all.
struct DivergenceBurst {
  /// How close together they count as one burst.
  private static let length = 10

  /// How much to say of a window.
  enum Detail {
    case full
    case line
    case none
  }

  private var last: Int?
  private var silent: ClosedRange<Int>?

  /// Takes the next window that diverged.
  mutating func detail(_ report: DivergenceReport, recovery: TrainingRecovery?) -> Detail {
    defer { last = report.update }
    guard let recovery, !report.isHeldOut, let last, report.update - last <= Self.length else {
      return .full
    }
    let isPlain = !recovery.isUpdateUndone && recovery.learningRate == recovery.previousLearningRate
    guard isPlain, report.update == last + 1 else { return .line }
    silent = (silent?.lowerBound ?? report.update)...report.update
    return .none
  }

  /// What was left out, once it is over; nil where nothing was.
  mutating func takeRemainder() -> String? {
    guard let silent else { return nil }
    self.silent = nil
    let (first, last) = (NumberText.count(silent.lowerBound), NumberText.count(silent.upperBound))
    return silent.count == 1
      ? "Update \(first) was skipped too." : "Updates \(first) to \(last) were skipped too."
  }
}
