internal import CKernels
import Synchronization

/// What the threads of a pool share: the work at hand and how much of it is not done.
///
/// The caller waits for parts, not for threads: a helper that sleeps, or has lost its processor,
/// holds nobody up while it has no part.
final class PartQueue: @unchecked Sendable {
  // Written before parts are dealt out, and read only by who has taken one.
  private var work: (any PartedWork)?
  private let unfinished = Atomic<Int>(0)
  private var runs: UInt64 = 0
  private let isClosing = Atomic<Bool>(false)
  private let tickets: PartTickets
  private let newRun: ThreadWait
  private let end: ThreadWait

  init(workerCount: Int) {
    tickets = PartTickets(workerCount: workerCount)
    let looksFirst = workerCount <= processors_usable()
    newRun = ThreadWait(looksFirst: looksFirst)
    end = ThreadWait(looksFirst: looksFirst)
  }

  /// Runs all parts, on the helpers and on the calling thread, which is worker 0.
  func run(_ work: any PartedWork, parts: Int) {
    self.work = work
    unfinished.store(parts, ordering: .relaxed)
    startRun(parts)
    takeParts(0)
    end.wait { unfinished.load(ordering: .sequentiallyConsistent) > 0 }
    self.work = nil
  }

  /// Serves as `worker` until the queue is closed.
  func serve(_ worker: Int) {
    var seen: UInt64 = 0
    while true {
      newRun.wait { tickets.run(of: worker) == seen }
      seen = tickets.run(of: worker)
      if isClosing.load(ordering: .acquiring) { return }
      takeParts(worker)
    }
  }

  /// Sends every helper home.
  func close() {
    isClosing.store(true, ordering: .releasing)
    startRun(0)
  }

  private func startRun(_ parts: Int) {
    runs += 1
    tickets.deal(parts, run: runs)
    newRun.wakeAll()
  }

  private func takeParts(_ worker: Int) {
    var done = 0
    while let part = tickets.take(worker) {
      work?.run(part: part)
      done += 1
    }
    guard done > 0 else { return }
    let left = unfinished.subtract(done, ordering: .sequentiallyConsistent).newValue
    if left == 0 { end.wakeAll() }
  }
}
