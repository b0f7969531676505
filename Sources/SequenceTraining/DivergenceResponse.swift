/// What a trainer does when a window diverges.
public enum DivergenceResponse: String, Sendable, Equatable, CaseIterable {
  /// It stops, with an error that holds the report.
  case stop
  /// It makes no update and goes on with the next window; a state that is not finite starts from
  /// zero. Where the next window diverges too, the update before them is taken back; weights and
  /// moments are copied before each. It stops after 20 windows in a row, or as soon as it is plain
  /// that the weights make every window diverge.
  case skip
  /// It returns to the last good weights, moments and carried state, halves the learning rate and
  /// goes on with the next window; after ``mostReturns`` times it stops.
  ///
  /// The state is remembered every 10 updates until the 50th, and every 50 from there on; it is
  /// good once 10 more updates have been made. Where no update has been made, so that it is the
  /// weights as drawn that diverge, it stops at once.
  case rollback

  /// How often a run is taken back to an earlier state before it stops.
  public static let mostReturns = 5
}

/// What was done where a window diverged and training went on.
public struct TrainingRecovery: Sendable, Equatable {
  /// What happened.
  public let report: DivergenceReport
  /// After which update the weights were remembered that training goes on with; for a window that
  /// was skipped, the update before.
  public let resumedUpdate: Int
  /// Whether, with a window that was skipped, the last update was taken back too.
  public let isUpdateUndone: Bool
  /// Whether the carried state starts from zero.
  public let isStateReset: Bool
  /// η until here.
  public let previousLearningRate: Double
  /// η from here on: half of it after a return.
  public let learningRate: Double
}
