import CAllocationCount
import SequenceTraining
import Testing

#if os(Linux)
  /// An update after the first asks for no memory.
  ///
  /// `Scripts/check-allocations.sh` has valgrind count the same for a whole program.
  @Suite struct AllocationTests {
    /// How many updates are counted, and how often: what another thread of the process happens to
    /// allocate is not in every count.
    static let updates = 20
    static let counts = 3

    @Test func `the counter counts`() {
      let before = allocation_count()
      let values = [Int](repeating: 1, count: Int.random(in: 1_000...2_000))
      #expect(values.reduce(0, +) >= 1_000)
      #expect(allocation_count() > before)
    }

    // In a process of its own: there nothing else allocates.
    @Test func `an update after the first allocates nothing`() async {
      await #expect(processExitsWith: .success) {
        for form in CellForm.allCases {
          for threads in 1...2 {
            let count = try AllocationTests.fewestAllocations(form, threads: threads)
            #expect(count == 0, "\(form) on \(threads) threads")
          }
        }
      }
    }

    private static func fewestAllocations(_ form: CellForm, threads: Int) throws -> Int {
      var trainer = Trainer(
        form.network, TrainingConfiguration(updates: .max, rowsPerShard: 3, threads: threads),
        source: RepeatedWindow(steps: 12, batchSize: 10))
      _ = try trainer.next()
      var fewest = Int.max
      for _ in 0..<counts {
        let before = allocation_count()
        for _ in 0..<updates { _ = try trainer.next() }
        fewest = min(fewest, allocation_count() - before)
      }
      return fewest
    }
  }
#endif
