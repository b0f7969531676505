/// What is left of a worker's share of a run, in one number, so that who owns it and who takes from
/// it agree on the last part.
struct PartShare {
  private(set) var bits: UInt64

  private static let width: UInt64 = 20
  private static let mask: UInt64 = 1 << width - 1

  init(bits: UInt64) { self.bits = bits }

  /// The parts `next..<end` of run `run`, of which the lower 24 bits count.
  ///
  /// - Precondition: `end` is less than 2^20.
  init(run: UInt64, next: Int, end: Int) {
    bits = run << (2 * Self.width) | UInt64(end) << Self.width | UInt64(next)
  }

  /// The lower 24 bits of the run's number.
  var run: UInt64 { bits >> (2 * Self.width) }

  /// Takes the first part, or the last; nil where none is left.
  mutating func take(atEnd: Bool) -> Int? {
    let (next, end) = (bits & Self.mask, bits >> Self.width & Self.mask)
    guard next < end else { return nil }
    if atEnd { bits -= 1 << Self.width } else { bits += 1 }
    return Int(atEnd ? end - 1 : next)
  }
}
