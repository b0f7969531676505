/// How often an event may take the spectra, so that their cost stays bounded: in all, no more than
/// three times, and once more for every 200 updates of the run.
///
/// Explosions last a few updates and come in the first dozens above all; a run that is never quiet
/// must not pay for spectra at every update.
public struct SpectraBudget: Sendable, Equatable {
  /// How many events may take them before the first update.
  public static let advance = 3
  /// After how many updates there may be one more.
  public static let interval = 200

  private var taken = 0

  /// Starts with nothing taken.
  public init() {}

  /// Whether the event at update `number` (from 1) may take them; if so, they count as taken.
  public mutating func allows(number: Int) -> Bool {
    guard taken < Self.advance + number / Self.interval else { return false }
    taken += 1
    return true
  }
}
