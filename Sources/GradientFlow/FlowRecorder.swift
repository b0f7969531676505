import BLASMatrices
import LaneMath
import Recurrent

/// Looks at the windows of a training run: on a rhythm, and whenever a gradient stands out.
///
/// Give it every window between its backward pass and its update. Looking reads the tapes and
/// changes nothing.
///
/// ```swift
/// if let work = recorder.begin(number: 51, gradientNorm: norm, architecture, tapes) {
///   work.run(parameters)                      // or part by part, on several threads
///   let found = recorder.end(work, parameters)
/// }
/// ```
public final class FlowRecorder<Scalar: BLASScalar> {
  /// Every how many updates to measure; nil for events, start and end only.
  public let interval: Int?
  /// Whether each measurement takes the spectra too.
  public let isFull: Bool
  /// A measurement takes whole shards until it has this many rows of the batch: it is to cost
  /// little.
  public static var sampledRows: Int { 8 }

  private var watch = NormWatch()
  private var budget = SpectraBudget()
  private var dead: DeadUnits?
  private var singularValues: LargestSingularValues<Scalar>?
  private let seed: UInt64

  /// A recorder that has seen nothing.
  ///
  /// - Parameters:
  ///   - interval: every how many updates to measure; nil for events, start and end only.
  ///   - isFull: whether each measurement takes the spectra too, which cost more; else they are
  ///     taken where they are asked for, at a divergence, and at events as far as ``SpectraBudget``
  ///     goes.
  ///   - seed: of the random cotangents.
  /// - Precondition: `interval` is positive.
  public init(interval: Int? = 50, isFull: Bool = false, seed: UInt64 = 0) {
    require(interval.map { $0 > 0 } ?? true, "a measurement every \(interval ?? 0) updates")
    self.interval = interval
    self.isFull = isFull
    self.seed = seed
  }

  /// Looks at the window that causes update `number` (from 1), and says what there is to measure.
  ///
  /// - Parameters:
  ///   - number: the update about to be made, so that `number - 1` have been made.
  ///   - gradientNorm: of the window, before clipping.
  ///   - isLast: whether training ends with this window.
  ///   - isDiverged: whether something in the window is out of bounds; that is an event, however
  ///     few norms came before.
  ///   - wantsSpectra: whether spectra are due, with a measurement or without.
  ///   - architecture: the layers.
  ///   - tapes: the window after its backward pass, one tape per shard; only read.
  /// - Returns: what is to be run before ``end(_:_:)``; nil where there is no reason to measure.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func begin(
    number: Int, gradientNorm: Double, isLast: Bool = false, isDiverged: Bool = false,
    wantsSpectra: Bool = false, _ architecture: RecurrentArchitecture<Scalar>,
    _ tapes: [NetworkTape<Scalar>]
  ) -> FlowWork<Scalar>? {
    let isEvent = watch.isEvent(gradientNorm) || isDiverged
    let cause = cause(number, isEvent: isEvent, isLast: isLast)
    countDead(number, isMeasured: cause != nil, architecture, tapes)
    let hasSpectra =
      wantsSpectra || isDiverged || (isFull && cause != nil)
      || (isEvent && budget.allows(number: number, norm: gradientNorm))
    guard cause != nil || hasSpectra else { return nil }
    let singularValues = singularValues ?? LargestSingularValues(architecture, seed: seed)
    self.singularValues = singularValues
    return FlowWork(
      architecture, Self.sample(tapes), update: number - 1, cause: cause, hasSpectra: hasSpectra,
      singularValues: singularValues, seed: seed)
  }

  /// What was found, once every part of `work` has run.
  public func end(
    _ work: FlowWork<Scalar>, _ parameters: borrowing ParameterView<Scalar>
  ) -> (measurement: FlowMeasurement?, spectra: FlowSpectra?) {
    let measurement = work.measurement(deadFraction: dead?.fraction, parameters)
    return (measurement, work.spectra)
  }

  /// Looks at a window, and measures where there is a reason, on this thread alone.
  ///
  /// The parameters are those of
  /// ``begin(number:gradientNorm:isLast:isDiverged:wantsSpectra:_:_:)``, and the weights that made
  /// the tapes.
  ///
  /// - Returns: the measurement, or nil where there was no reason for one.
  public func observe(
    number: Int, gradientNorm: Double, isLast: Bool = false, isDiverged: Bool = false,
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>,
    _ tapes: [NetworkTape<Scalar>]
  ) -> FlowMeasurement? {
    let work = begin(
      number: number, gradientNorm: gradientNorm, isLast: isLast, isDiverged: isDiverged,
      architecture, tapes)
    guard let work else { return nil }
    work.run(parameters)
    return end(work, parameters).measurement
  }

  /// Looks at a window that is measured, and before one that is due at those that count for it:
  /// where windows are large that is none.
  private func countDead(
    _ number: Int, isMeasured: Bool, _ architecture: RecurrentArchitecture<Scalar>,
    _ tapes: [NetworkTape<Scalar>]
  ) {
    var samples = 0
    for tape in tapes { samples += tape.steps * tape.batchSize }
    let ahead = DeadUnits.windowCount(samples: samples) - 1
    if isMeasured || isDue(within: ahead, after: number) {
      if dead == nil { dead = DeadUnits(architecture) }
      dead?.observe(tapes)
    } else {
      dead?.restart()
    }
  }

  /// Whether the rhythm has a measurement at one of the next `count` updates.
  private func isDue(within count: Int, after number: Int) -> Bool {
    guard let interval else { return false }
    return (number - 1) % interval + count >= interval
  }

  /// The first shards of the batch, of as many rows as a median needs.
  private static func sample(_ tapes: [NetworkTape<Scalar>]) -> [NetworkTape<Scalar>] {
    var rows = 0
    return Array(
      tapes.prefix { tape in
        defer { rows += tape.batchSize }
        return rows < sampledRows
      })
  }

  private func cause(_ number: Int, isEvent: Bool, isLast: Bool) -> MeasurementCause? {
    if isEvent { return .event }
    if number == 1 { return .start }
    if isLast { return .end }
    guard let interval, (number - 1).isMultiple(of: interval) else { return nil }
    return .schedule
  }
}
