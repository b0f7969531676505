/// How often an event may take the spectra, so that their cost stays bounded: in all, no more than
/// three times, and once more for every 200 updates of the run; and beyond that where its gradient
/// norm is at least twice the largest that took them before.
///
/// Explosions last a few updates and come in the first dozens above all; a run that is never quiet
/// must not pay for spectra at every update. But the worst of an explosion comes after its
/// beginning, so that no event may have twice the norm of all that were seen in full. A norm that
/// doubles each time passes all 38 decades above 1 of a `Float` in 128 steps: so many are the most.
public struct SpectraBudget: Sendable, Equatable {
  /// How many events may take them before the first update.
  public static let advance = 3
  /// After how many updates there may be one more.
  public static let interval = 200
  /// An event whose norm is this many times the largest that took them may take them too.
  public static let growth = 2.0
  /// How many may, for that reason.
  public static let mostRecords = 128

  private var taken = 0
  private var records = 0
  /// The largest finite norm of those that took them.
  private var largestNorm = 0.0

  /// Starts with nothing taken.
  public init() {}

  /// Whether an event may take them; if so, they count as taken.
  ///
  /// - Parameters:
  ///   - number: the update that it is at, from 1.
  ///   - norm: of its gradient, before clipping; one that is not finite is no record.
  public mutating func allows(number: Int, norm: Double) -> Bool {
    if taken < Self.advance + number / Self.interval {
      taken += 1
    } else if norm.isFinite, norm >= Self.growth * largestNorm, records < Self.mostRecords {
      records += 1
    } else {
      return false
    }
    if norm.isFinite { largestNorm = max(largestNorm, norm) }
    return true
  }
}
