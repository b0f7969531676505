internal import CKernels
import Synchronization

/// How a thread waits for others: first it looks, again and again, then it sleeps.
///
/// What a thread waits for within an update comes within microseconds, and a sleeper is woken tens
/// of microseconds later. So looking may take as long as a waking does; then the rest of the
/// machine has the core. Whoever makes the condition false calls ``wakeAll()`` afterwards.
final class ThreadWait: Sendable {
  private let lock = PoolLock()
  // A change of the condition followed by a look here, against an entry here followed by a look at
  // the condition: in one order of all four, one of the two sees the other.
  private let sleepers = Atomic<Int>(0)
  private let patience: Duration

  /// About what it takes to wake a sleeper.
  private static let wakingTime = Duration.microseconds(50)
  /// A look at the clock takes as long as some pauses.
  private static let looksPerClock = 16

  /// - Parameter looksFirst: whether who is waited for has a processor beside this one; else
  ///   looking would only keep it from working.
  init(looksFirst: Bool) { patience = looksFirst ? Self.wakingTime : .zero }

  /// Returns when `isPending` is false.
  ///
  /// - Parameter isPending: a look in sequentially consistent order.
  @inline(__always)
  func wait(while isPending: () -> Bool) {
    guard isPending() else { return }
    guard patience > .zero else { return sleep(while: isPending) }
    let start = ContinuousClock.now
    repeat {
      for _ in 0..<Self.looksPerClock {
        guard isPending() else { return }
        processors_pause()
      }
    } while start.duration(to: .now) < patience
    sleep(while: isPending)
  }

  /// Makes whoever sleeps look again, after a change in sequentially consistent order.
  func wakeAll() {
    guard sleepers.load(ordering: .sequentiallyConsistent) > 0 else { return }
    lock.wakeAll()
  }

  private func sleep(while isPending: () -> Bool) {
    sleepers.add(1, ordering: .sequentiallyConsistent)
    lock.sleep(while: isPending)
    sleepers.subtract(1, ordering: .relaxed)
  }
}
