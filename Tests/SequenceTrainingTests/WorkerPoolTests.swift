import Foundation
import SequenceTraining
import Synchronization
import Testing

struct WorkerPoolTests {
  /// Work that counts how often each part ran, and leaves a plain number behind in each.
  private final class CountingWork: PartedWork, @unchecked Sendable {
    final class Slot: Sendable { let runs = Atomic<Int>(0) }

    let slots: [Slot]
    /// Written without synchronisation, each by the part of its index: the pool must publish it.
    let marks: UnsafeMutablePointer<Int>
    var mark = 0

    init(parts: Int) {
      slots = (0..<parts).map { _ in Slot() }
      marks = .allocate(capacity: parts + 1)
      marks.initialize(repeating: 0, count: parts + 1)
    }

    deinit { marks.deallocate() }

    func run(part: Int) {
      slots[part].runs.add(1, ordering: .relaxed)
      marks[part] = mark + part
    }

    var counts: [Int] { slots.map { $0.runs.load(ordering: .relaxed) } }
  }

  @Test(arguments: 1...5, [0, 1, 2, 3, 4, 7, 64])
  func `every part runs exactly once`(threads: Int, parts: Int) {
    let pool = WorkerPool(threadCount: threads)
    let work = CountingWork(parts: parts)
    for repetition in 1...300 {
      work.mark = 1_000 * repetition
      pool.run(work, parts: parts)
      guard work.counts.allSatisfy({ $0 == repetition }) else {
        Issue.record("run \(repetition): \(work.counts)")
        return
      }
      guard (0..<parts).allSatisfy({ work.marks[$0] == work.mark + $0 }) else {
        Issue.record("run \(repetition): a part's result was not there")
        return
      }
    }
  }

  @Test func `threads that went to sleep wake again`() {
    let pool = WorkerPool(threadCount: 3)
    let work = CountingWork(parts: 5)
    for repetition in 1...20 {
      usleep(3_000)
      pool.run(work, parts: 5)
      #expect(work.counts == Array(repeating: repetition, count: 5))
    }
  }

  @Test func `different work can follow on one pool`() {
    let pool = WorkerPool(threadCount: 4)
    for parts in [9, 1, 3, 30, 2] {
      let work = CountingWork(parts: parts)
      pool.run(work, parts: parts)
      #expect(work.counts == Array(repeating: 1, count: parts))
    }
  }

  @Test func `a pool does not keep its work`() {
    let pool = WorkerPool(threadCount: 3)
    weak var last: CountingWork?
    do {
      let work = CountingWork(parts: 6)
      last = work
      pool.run(work, parts: 6)
    }
    #expect(last == nil)
  }

  #if os(Linux)
    @Test func `a pool that goes takes its threads with it`() throws {
      func threadCount() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
      }
      let before = try threadCount()
      for round in 0..<200 {
        let pool = WorkerPool(threadCount: 4)
        let work = CountingWork(parts: 8)
        // Some go while their threads still look for work, some unused.
        if round.isMultiple(of: 2) { pool.run(work, parts: 8) }
      }
      // 600 threads were started; other tests run beside this one with a few of their own.
      #expect(try threadCount() - before < 60)
    }
  #endif

  @Test func `a pool of no threads cannot be`() async {
    await #expect(processExitsWith: .failure) { _ = WorkerPool(threadCount: 0) }
  }
}
