import BLASMatrices
import LaneMath
import Recurrent

/// Looks at the windows of a training run: on a rhythm, and whenever a gradient stands out.
///
/// Give it every window between its backward pass and its update. Looking reads the tapes and
/// changes nothing.
public final class FlowRecorder<Scalar: BLASScalar> {
  /// Every how many updates to measure; nil for events, start and end only.
  public let interval: Int?
  /// A measurement takes whole shards until it has this many rows of the batch: it is to cost little.
  public static var sampledRows: Int { 16 }

  private var watch = NormWatch()
  private var dead: DeadUnits?
  private var singularValues: LargestSingularValues<Scalar>?
  private let seed: UInt64

  /// A recorder that has seen nothing.
  ///
  /// - Parameters:
  ///   - interval: every how many updates to measure; nil for events, start and end only.
  ///   - seed: of the random cotangents.
  /// - Precondition: `interval` is positive.
  public init(interval: Int? = 50, seed: UInt64 = 0) {
    require(interval.map { $0 > 0 } ?? true, "a measurement every \(interval ?? 0) updates")
    self.interval = interval
    self.seed = seed
  }

  /// Looks at the window that causes update `number` (from 1); measures where there is a reason.
  ///
  /// - Parameters:
  ///   - number: the update about to be made, so that `number - 1` have been made.
  ///   - gradientNorm: of the window, before clipping.
  ///   - isLast: whether training ends with this window.
  ///   - isDiverged: whether something in the window is out of bounds; that is an event, however few
  ///     norms came before.
  ///   - architecture: the layers.
  ///   - parameters: the weights that made the tapes.
  ///   - tapes: the window after its backward pass, one tape per shard; only read.
  /// - Returns: the measurement, or nil where there was no reason for one.
  public func observe(
    number: Int, gradientNorm: Double, isLast: Bool = false, isDiverged: Bool = false,
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>,
    _ tapes: [NetworkTape<Scalar>]
  ) -> FlowMeasurement? {
    if dead == nil { dead = DeadUnits(architecture) }
    dead?.observe(architecture, tapes)
    let isEvent = watch.isEvent(gradientNorm) || isDiverged
    guard let cause = cause(number, isEvent: isEvent, isLast: isLast) else { return nil }
    let tapes = Self.sample(tapes)
    let profile = LagProfile(architecture, parameters, tapes)
    let singularValues = singularValues ?? LargestSingularValues(architecture, seed: seed)
    self.singularValues = singularValues
    singularValues.measure(parameters)
    let needsRandom = isEvent || profile.rowsWithoutGradient > 0
    let measurement = FlowMeasurement(
      update: number - 1, cause: cause, profile: profile,
      randomProfile: needsRandom
        ? LagProfile(architecture, parameters, tapes, source: .randomDirection, seed: seed) : nil,
      statistics: ForwardStatistics(architecture, tapes), deadFraction: dead?.fraction,
      hidden: HiddenProfile(architecture, tapes), gates: GateStatistics.all(architecture, tapes),
      derivatives: DerivativeHistogram(architecture, tapes),
      largestSingularValues: singularValues.values)
    dead?.restart(architecture)
    return measurement
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
