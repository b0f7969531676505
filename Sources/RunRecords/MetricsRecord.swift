/// One line of a run's log: what is known after an update, nil where it was not measured.
///
/// In JSON every key is there, with null for nil. JSON has no infinity and no NaN: they are
/// written as null too, and the key is listed in ``nonFinite``.
public struct MetricsRecord: Equatable, Sendable {
  /// The update, from 1; where a run diverged, the one that could not be made.
  public var step: Int
  /// How many passes over the text had begun, or how many were made where a fraction is known.
  public var epoch: Double?
  /// The training loss per character, in nats.
  public var loss: Double?
  /// The training loss in bits: loss / ln 2.
  public var bitsPerCharacter: Double?
  /// The loss on the held-out text, in nats.
  public var validationLoss: Double?
  /// The norm of the whole gradient before clipping.
  public var gradientNorm: Double?
  /// Whether the gradient was clipped.
  public var clipped: Bool?
  /// The share of updates that were clipped since the record before.
  public var clipRate: Double?
  /// The median of the gradient norms since the record before.
  public var gradientNormMedian: Double?
  /// The largest gradient norm since the record before.
  public var gradientNormMaximum: Double?
  /// The gradient norm that 1 % of the last 1,000 updates passed.
  public var gradientNormPercentile99: Double?
  /// The learning rate of the update.
  public var learningRate: Double?
  /// Characters trained on per second.
  public var charactersPerSecond: Double?
  /// Seconds since the run began.
  public var seconds: Double?

  /// The norm of the top layer's hidden state after the window, mean over rows.
  public var hiddenNorm: Double?
  /// The largest norm of the top layer's hidden state at any step of the window.
  public var hiddenMaximum: Double?
  /// The share of hidden units with derivative 0.
  public var inactiveFraction: Double?
  /// The share of hidden units with derivative 0 in every sample of the window, or of the last
  /// windows that have 1000 samples together.
  public var deadFraction: Double?
  /// The share of hidden units with a derivative near 0, for activations that saturate.
  public var saturatedFraction: Double?
  /// The share of values near 0 or 1 for each gate by name; nil for a gate without such values.
  public var gateSaturatedFraction: [String: Double?]?
  /// The norm of dL_T/dh_(T-k) relative to lag 0, by lag k, median over rows, top layer; nil for a
  /// lag without a number.
  public var gradientByLag: [Double?]?
  /// The same for each layer, from the lowest to the top.
  public var gradientByLagByLayer: [[Double?]]?
  /// The same as ``gradientByLag`` for a random direction instead of the loss's gradient.
  public var gradientByLagRandomCotangent: [Double?]?
  /// How many rows were left out because their gradient was zero or not finite.
  public var rowsWithoutGradient: Int?
  /// The slope of ln gradientByLag per step; negative where the gradient vanishes.
  public var decayRate: Double?
  /// The lag at which the gradient has fallen to 1/e; nil where it does not fall.
  public var eFoldLag: Double?
  /// The quartiles [q25, q75] over rows of the norm of dL_T/dh_(T-k) of the top layer relative to
  /// lag 0, by lag k.
  public var gradientQuartiles: [[Double?]]?
  /// The norm of the top layer's hidden state h_(T-k), median over rows, by lag k.
  public var hiddenByLag: [Double?]?
  /// The largest singular value of each layer's weight_hh, of a GRU that of the candidate's block.
  public var largestSingularValue: [Double?]?
  /// The spectral radius of the same matrices.
  public var spectralRadius: [Double?]?
  /// The largest Lyapunov exponents of the stack in descending order; minus infinity for a
  /// direction that is lost in one step, which JSON holds as the string `-inf`.
  public var lyapunovExponents: [Double]?
  /// |ΔW| / |W| of the update for each tensor by name.
  public var updateRatios: [String: Double?]?
  /// The mean value of each gate by name, with its layer (from 1) in front where there are several.
  public var gateMeans: [String: Double?]?
  /// How many values of each gate lie in each of 20 bins over [0, 1]; values outside are in the
  /// bins at the ends.
  public var gateHistogram: [String: [Double?]]?
  /// How many hidden units have |f'(a)| in each of 20 bins over [0, 1]; the last bin has all above.
  public var derivativeHistogram: [Double?]?
  /// The gradient noise scale: at which batch size noise and signal are alike, from this window and
  /// those measured before; nil where this one was not measured for it, and for the first four.
  public var noiseScale: Double?
  /// What diverged, where and why, in a sentence; nil for an update that was made.
  ///
  /// A held-out window that diverged has a record of its own after that of the update.
  public var divergence: String?
  /// What stopped being finite first, in a word or two: `weights`, `input`, `state`, `loss`,
  /// `gradient`, `weight gradient`, `update`, `moment`, or `guard` where all was finite; with
  /// `held-out` in front where it was in held-out data.
  public var divergenceOrigin: String?
  /// Whether a loss passed the guard while all was finite.
  public var isPastGuard: Bool { divergenceOrigin == "guard" }
  /// Why, as a sentence.
  public var divergenceCause: String?
  /// What to try against it, the likeliest help first.
  public var remedies: [String]?
  /// The largest norm of any row's hidden state after each step of the window that diverged, in the
  /// layer where it began.
  public var hiddenByStep: [Double?]?
  /// The same of the gradient of the preactivations, which comes from the last step to the first.
  public var cotangentByStep: [Double?]?
  /// The norm of all weights before the update of the window that diverged.
  public var weightNorm: Double?
  /// The numbers of the last updates before a window that diverged, oldest first; the lists below
  /// tell of the same updates.
  ///
  /// Of a run that was taken back, the updates that were taken back are not among them.
  public var lastUpdates: [Int]?
  /// Their losses.
  public var lastLosses: [Double?]?
  /// Their gradient norms before clipping.
  public var lastGradientNorms: [Double?]?
  /// What clipping multiplied their gradients with; 1 where it left them as they were.
  public var lastClippingFactors: [Double?]?
  /// The largest norm of any row of the top layer's hidden state after their windows.
  public var lastHiddenNorms: [Double?]?
  /// The norm of the gradient of the top layer's preactivations at the first step of their windows.
  public var lastCotangentNorms: [Double?]?
  /// The norms of all weights before each of them.
  public var lastWeightNorms: [Double?]?
  /// What was done about it: `stop`, `skip` or `rollback`; `stop` where another response was given
  /// up.
  public var recovery: String?
  /// Why there was a measurement.
  public var measuredBecause: MeasurementReason?

  /// The JSON keys whose value was infinite or NaN and is lost.
  ///
  /// Filled when a record is read; numbers that are not finite are added to it when one is written.
  public var nonFinite: [String] = []

  /// A record in which only the step is known.
  public init(step: Int) {
    self.step = step
  }
}
