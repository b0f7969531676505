import GradientFlow
import RealModule
import RunRecords

/// What one run's log says of it in a few numbers: a column of a ``ComparisonTable``.
///
/// It is built record by record, so that a run can be summed up while it trains or from its
/// `metrics.jsonl` afterwards.
public struct RunSummary: Sendable {
  /// How far the gradient reached at one measurement.
  public struct Reach: Sendable, Equatable {
    /// The update whose window was measured.
    public let step: Int
    /// The slope of ln G per step; nil with too few lags.
    public let decayRate: Double?
    /// The lag after which 1/e is left; nil where the gradient does not fall.
    public let eFoldLag: Double?
  }

  /// A lag at which the gradient passes a bound.
  public struct Crossing: Sendable, Equatable {
    /// The lag, between measured ones on a log scale.
    public let lag: Double
    /// Whether the bound was passed upwards, 1e6, and not downwards, 1e-6.
    public let isGrowth: Bool
    /// Whether the lag lies beyond the window, where the fitted line was followed.
    public let isExtrapolated: Bool
  }

  /// A gradient below this share of lag 0 is lost to any use; one above its reciprocal explodes.
  public static let lostShare = 1e-6

  /// What screens and tables call the run.
  public internal(set) var name: String
  /// What is found so far.
  public private(set) var verdict: Verdict
  /// The loss of the last update that had a finite one, in nats.
  public private(set) var finalLoss: Double?
  /// The last finite loss on the held-out text, in nats.
  public private(set) var validationLoss: Double?
  /// The first update that could not be made, or whose loss or gradient was not finite.
  public private(set) var firstNonFinite: Int?
  /// The measurements in order.
  public private(set) var reaches: [Reach] = []
  /// The share of dead hidden units at the last measurement that had one.
  public private(set) var deadShare: Double?
  /// The gradient norm that 1 % of the last 1,000 updates passed, as last logged.
  public private(set) var percentile99: Double?
  /// The largest finite gradient norm of any update, logged by itself or not.
  public private(set) var largestNorm: Double?
  private var lastProfile: [Double?] = []
  private var lastStep = 0
  private var clippedUpdates = 0.0
  private var madeUpdates = 0.0

  /// A summary of a run on V classes that has not begun.
  public init(name: String, vocabularySize: Int) {
    self.name = name
    verdict = Verdict(vocabularySize: vocabularySize)
  }

  /// A summary of a whole log.
  public init(name: String, vocabularySize: Int, records: [MetricsRecord]) {
    self.init(name: name, vocabularySize: vocabularySize)
    for record in records { add(record) }
  }

  /// A summary of a whole log that has nil, as a reader of its JSON gets, for what is not finite.
  init(name: String, vocabularySize: Int, asRead records: [MetricsRecord]) {
    self.init(name: name, vocabularySize: vocabularySize)
    for record in records { add(asRead: record) }
  }

  /// Takes the next record of the log into account.
  public mutating func add(_ record: MetricsRecord) { add(asRead: record.replacingNonFinite()) }

  private mutating func add(asRead record: MetricsRecord) {
    let isDiverged = record.divergence != nil
    if isDiverged { addUpdates(before: record) }
    let isLost = record.nonFinite.contains { $0 == "loss" || $0 == "gradient_norm" }
    if record.isPastGuard {
      verdict.addGuardPassed(update: record.step)
    } else if isDiverged || isLost {
      verdict.addDivergence(update: record.step)
      firstNonFinite = firstNonFinite ?? record.step
    }
    if let loss = record.loss {
      verdict.add(update: record.step, loss: loss)
      // Where the window diverged, its update was not made.
      if !isDiverged { finalLoss = loss }
    }
    if let norm = record.gradientNorm { verdict.add(update: record.step, gradientNorm: norm) }
    if let loss = record.validationLoss { validationLoss = loss }
    percentile99 = record.gradientNormPercentile99 ?? percentile99
    largestNorm = [largestNorm, record.gradientNorm, record.gradientNormMaximum]
      .compactMap(\.self).max()
    // Where the window diverged, its update was not made.
    let span = Double(max(0, record.step - lastStep - (isDiverged ? 1 : 0)))
    clippedUpdates += span * (record.clipRate ?? (record.clipped == true ? 1 : 0))
    madeUpdates += span
    lastStep = max(lastStep, record.step)
    if let share = record.deadFraction { deadShare = share }
    guard record.measuredBecause != nil else { return }
    reaches.append(
      Reach(step: record.step, decayRate: record.decayRate, eFoldLag: record.eFoldLag))
    let profile = record.readableProfile
    guard !profile.isEmpty else { return }
    lastProfile = profile
    verdict.add(
      logProfile: profile.map { $0.map { Double.log($0) } ?? .nan }, update: record.step - 1)
  }

  /// Takes the updates before a window that diverged into account, of which those since the record
  /// before have none.
  private mutating func addUpdates(before record: MetricsRecord) {
    let updates = record.lastUpdates ?? []
    let isNew = { [lastStep] (update: Int) in update > lastStep && update < record.step }
    for case (let update, let loss?) in zip(updates, record.lastLosses ?? []) where isNew(update) {
      verdict.add(update: update, loss: loss)
      finalLoss = loss
    }
    for case (let update, let norm?) in zip(updates, record.lastGradientNorms ?? [])
    where isNew(update) {
      verdict.add(update: update, gradientNorm: norm)
      largestNorm = max(largestNorm ?? norm, norm)
    }
  }

  /// The share of updates whose gradient was clipped; nil before the first.
  public var clipRate: Double? { madeUpdates == 0 ? nil : clippedUpdates / madeUpdates }

  /// The first update after the first whose loss stood above ln V + 1.
  public var firstSpike: Int? { verdict.spikes.first }

  /// The measurement at the beginning.
  public var start: Reach? { reaches.first }

  /// The measurement nearest to half of the updates made, of those between the first and the last;
  /// nil where there is none.
  public var middle: Reach? {
    reaches.dropFirst().dropLast().min { abs(2 * $0.step - lastStep) < abs(2 * $1.step - lastStep) }
  }

  /// The last measurement.
  public var end: Reach? { reaches.last }

  /// Whether a profile was measured.
  public var hasProfile: Bool { !lastProfile.isEmpty }

  /// The first lag at which the last profile passes 1e-6 or 1e6 of lag 0.
  ///
  /// It lies between two measured lags, where ln G is taken as straight; beyond the window the line
  /// fitted to the profile is followed. Nil where the profile is flat, and without one.
  public var crossing: Crossing? {
    let bound = -Double.log(Self.lostShare)
    let logs = lastProfile.map { $0.map { Double.log($0) } ?? .nan }
    for lag in logs.indices.dropFirst() where abs(logs[lag]) >= bound && !logs[lag].isNaN {
      let isGrowth = logs[lag] > 0
      let before = logs[lag - 1].isFinite ? logs[lag - 1] : 0
      let share =
        logs[lag].isFinite
        ? ((isGrowth ? bound : -bound) - before) / (logs[lag] - before) : 1
      return Crossing(lag: Double(lag - 1) + share, isGrowth: isGrowth, isExtrapolated: false)
    }
    guard let rate = end?.decayRate, rate.isFinite, abs(rate) > ProfileFit.flatness,
      let last = logs.last, last.isFinite
    else { return nil }
    let rest = ((rate > 0 ? bound : -bound) - last) / rate
    return Crossing(
      lag: Double(logs.count - 1) + rest, isGrowth: rate > 0, isExtrapolated: true)
  }
}

extension MetricsRecord {
  /// The profile of the loss, or that of a random direction where no row had a gradient.
  var readableProfile: [Double?] {
    if let gradientByLag, !gradientByLag.isEmpty { return gradientByLag }
    return gradientByLagRandomCotangent ?? []
  }
}
