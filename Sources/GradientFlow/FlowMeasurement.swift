import Recurrent

/// Why a measurement was made.
public enum MeasurementCause: String, Sendable, Equatable, CaseIterable {
  /// Before the first update.
  case start
  /// Its turn in the rhythm had come.
  case schedule
  /// The gradient norm stood out.
  case event
  /// In the window of the last update, before that is made.
  case end
}

/// What the instruments saw in one window.
public struct FlowMeasurement: Sendable, Equatable {
  /// How many updates had been made.
  public let update: Int
  /// Why it was made.
  public let cause: MeasurementCause
  /// The profile of the last loss's gradient.
  public let profile: LagProfile
  /// The profile of a random cotangent: at an event, and where the loss gave some row no gradient.
  public let randomProfile: LagProfile?
  /// The hidden units and gates.
  public let statistics: ForwardStatistics
  /// The share of units that were dead in this window, or where it has fewer than 1000 samples, in
  /// the fewest last windows that have as many; nil where those were not looked at: of an event,
  /// the start and the end only the window itself is certain to be.
  public let deadFraction: Double?
  /// The sizes of the hidden states, by layer and lag.
  public let hidden: HiddenProfile
  /// Every multiplicative gate, lowest layer first; none for Elman layers.
  public let gates: [GateStatistics]
  /// How the derivatives of the hidden units are spread.
  public let derivatives: DerivativeHistogram
  /// σ_max of each layer's W_hh (of a GRU the candidate's block), lowest first; NaN where weights
  /// are not finite.
  public let largestSingularValues: [Double]

  /// The profile to read: the loss's, or the random one where no row had a gradient.
  public var readableProfile: LagProfile {
    profile.rows > 0 ? profile : (randomProfile ?? profile)
  }
}
