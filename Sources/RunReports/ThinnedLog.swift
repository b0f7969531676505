import RunRecords

/// Records of a run of any length in bounded memory: those that its page needs to look the same.
///
/// A run of millions of updates logs more than memory should hold, and more than a chart can show.
/// Records are kept by what they hold (an update alone, a measurement, with spectra or exponents, a
/// held-out loss), so that rare numbers are not crowded out. Where there are more than ``capacity``
/// of a kind they are thinned, evenly over the run, and spikes stay. Windows that diverged stay
/// all.
public struct ThinnedLog: Sendable {
  /// How many records of a kind are kept at most; a chart is less wide.
  public static let capacity = 2_000

  private struct Kind: OptionSet, Hashable {
    let rawValue: Int

    static let measured = Kind(rawValue: 1)
    static let spectra = Kind(rawValue: 2)
    static let exponents = Kind(rawValue: 4)
    static let heldOut = Kind(rawValue: 8)
    static let diverged = Kind(rawValue: 16)
  }

  private var strands: [Kind: LogStrand] = [:]
  private var count = 0

  /// An empty log.
  public init() {}

  /// Takes the next record of a run, as it is read back: nil stands for what is not finite.
  public mutating func append(_ record: MetricsRecord) {
    let kind = Self.kind(of: record)
    strands[kind, default: LogStrand()].append(
      record, number: count, capacity: kind == .diverged ? .max : Self.capacity)
    count += 1
  }

  /// The records that are kept, in the order in which they came.
  public var records: [MetricsRecord] {
    strands.values.flatMap(\.entries).sorted { $0.number < $1.number }.map(\.record)
  }

  private static func kind(of record: MetricsRecord) -> Kind {
    guard record.divergence == nil else { return .diverged }
    var kind: Kind = []
    if record.measuredBecause != nil { kind.insert(.measured) }
    if record.spectralRadius != nil { kind.insert(.spectra) }
    if record.lyapunovExponents != nil { kind.insert(.exponents) }
    if record.validationLoss != nil { kind.insert(.heldOut) }
    return kind
  }
}
