import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What the threads of a pool share: the work at hand and who is still busy with it.
final class PartQueue: @unchecked Sendable {
  private let helperCount: Int
  // `work` and `partCount` are written before `generation` is raised and read after it is seen.
  private var work: (any PartedWork)?
  private var partCount = 0
  private let generation = Atomic<Int>(0)
  private let nextPart = Atomic<Int>(0)
  private let busyHelpers = Atomic<Int>(0)
  private let isClosing = Atomic<Bool>(false)
  private let lock = PoolLock()

  /// How often a thread looks for work before it sleeps: some 0.3 ms, longer than what lies between
  /// two phases of an update; waking a sleeper would cost each update a twentieth of its time.
  private static let spins = 200_000

  init(helperCount: Int) { self.helperCount = helperCount }

  /// Runs all parts, on the helpers and on the calling thread.
  func run(_ work: any PartedWork, parts: Int) {
    self.work = work
    partCount = parts
    nextPart.store(0, ordering: .relaxed)
    busyHelpers.store(helperCount, ordering: .relaxed)
    generation.add(1, ordering: .releasing)
    lock.wakeAll()
    takeParts(work)
    var spins = 0
    while busyHelpers.load(ordering: .acquiring) > 0 {
      spins += 1
      if spins > Self.spins { sched_yield() }
    }
    self.work = nil
  }

  /// Serves until the queue is closed.
  func serve() {
    var seen = 0
    while true {
      waitForWork(after: seen)
      seen += 1
      if isClosing.load(ordering: .acquiring) { return }
      if let work { takeParts(work) }
      busyHelpers.subtract(1, ordering: .releasing)
    }
  }

  /// Sends every helper home.
  func close() {
    isClosing.store(true, ordering: .releasing)
    generation.add(1, ordering: .releasing)
    lock.wakeAll()
  }

  private func takeParts(_ work: any PartedWork) {
    while true {
      let part = nextPart.add(1, ordering: .relaxed).oldValue
      guard part < partCount else { return }
      work.run(part: part)
    }
  }

  private func waitForWork(after seen: Int) {
    for _ in 0..<Self.spins {
      if generation.load(ordering: .acquiring) != seen { return }
    }
    lock.sleep { generation.load(ordering: .acquiring) == seen }
  }
}
