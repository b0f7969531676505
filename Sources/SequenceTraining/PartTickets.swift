import Synchronization

/// The parts of a run that nobody has taken yet: each worker has a share of its own.
///
/// A worker takes its share from the front, and when it is through, from the end of others'. So the
/// same worker meets the same part in every run, with its memory in the caches of its core: moving a
/// shard's tape to another core takes as long as a tenth of an update. Who runs late loses parts.
final class PartTickets: @unchecked Sendable {
  private let workerCount: Int
  // Per worker the next part of its share and the end, in one number, so that owner and taker agree on
  // the last one. Every number has cache lines of its own.
  private let shares: UnsafeMutablePointer<Atomic<UInt64>>

  /// Two cache lines: processors fetch them in pairs.
  private static let spacing = 128 / MemoryLayout<UInt64>.stride

  init(workerCount: Int) {
    self.workerCount = workerCount
    let count = workerCount * Self.spacing
    shares = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<UInt64>.stride, alignment: 128
    ).bindMemory(to: Atomic<UInt64>.self, capacity: count)
    for index in 0..<count { (shares + index).initialize(to: Atomic(0)) }
  }

  deinit {
    shares.deinitialize(count: workerCount * Self.spacing)
    UnsafeMutableRawPointer(shares).deallocate()
  }

  /// Deals the parts `0..<count` out, in runs of neighbours; whoever takes one sees all that was
  /// written before.
  ///
  /// - Precondition: all parts of the run before have been taken.
  func deal(_ count: Int) {
    for worker in 0..<workerCount {
      let (first, end) = (worker * count / workerCount, (worker + 1) * count / workerCount)
      shares[worker * Self.spacing].store(
        UInt64(end) << 32 | UInt64(first), ordering: .releasing)
    }
  }

  /// A part for `worker`, or nil where none is left.
  func take(_ worker: Int) -> Int? {
    for distance in 0..<workerCount {
      let owner = (worker + distance) % workerCount
      if let part = take(from: owner, atEnd: distance > 0) { return part }
    }
    return nil
  }

  private func take(from owner: Int, atEnd: Bool) -> Int? {
    var share = shares[owner * Self.spacing].load(ordering: .relaxed)
    while true {
      let (next, end) = (share & 0xFFFF_FFFF, share >> 32)
      guard next < end else { return nil }
      let rest = atEnd ? (end - 1) << 32 | next : end << 32 | next + 1
      let (isMine, found) = shares[owner * Self.spacing].compareExchange(
        expected: share, desired: rest, ordering: .acquiring)
      if isMine { return Int(atEnd ? end - 1 : next) }
      share = found
    }
  }
}
