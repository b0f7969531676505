/// What ends a training run early.
public enum TrainingError: Error, Sendable, CustomStringConvertible {
  /// The loss or the gradient stopped being finite.
  case diverged(DivergenceReport)

  /// One sentence with the remedy.
  public var description: String {
    switch self {
    case .diverged(let report): report.sentence
    }
  }
}
