import LaneMath
import Synchronization

/// The parts of a run that nobody has taken yet: each worker has a share of its own.
///
/// A worker takes its share from the front, and when it is through, from the end of others'. So the
/// same worker meets the same part in every run, with its memory in the caches of its core: moving
/// a shard's tape to another core takes as long as a tenth of an update. Who runs late loses parts.
final class PartTickets: @unchecked Sendable {
  private let workerCount: Int
  // Every share has cache lines of its own, which only its worker looks at while it waits.
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

  /// Deals the parts `0..<count` of run `run` out, in runs of neighbours.
  ///
  /// Whoever takes one sees all that was written before. Sequentially consistent, for those who
  /// sleep.
  ///
  /// - Precondition: all parts of the run before have been taken; `count` is less than 2^20.
  func deal(_ count: Int, run: UInt64) {
    require(count < 1 << 20, "a run of \(count) parts")
    for worker in (0..<workerCount).reversed() {
      let share = PartShare(
        run: run, next: worker * count / workerCount, end: (worker + 1) * count / workerCount)
      shares[worker * Self.spacing].store(share.bits, ordering: .sequentiallyConsistent)
    }
  }

  /// The run of which `worker` has a share, perhaps an empty one.
  func run(of worker: Int) -> UInt64 {
    PartShare(bits: shares[worker * Self.spacing].load(ordering: .sequentiallyConsistent)).run
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
    var bits = shares[owner * Self.spacing].load(ordering: .relaxed)
    while true {
      var share = PartShare(bits: bits)
      guard let part = share.take(atEnd: atEnd) else { return nil }
      let (isMine, found) = shares[owner * Self.spacing].compareExchange(
        expected: bits, desired: share.bits, ordering: .acquiring)
      if isMine { return part }
      bits = found
    }
  }
}
