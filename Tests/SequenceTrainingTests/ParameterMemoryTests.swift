#if os(Linux)
  import BLASMatrices
  import Glibc
  import Recurrent
  import SequenceTraining
  import Testing

  /// An update copies no parameter block: it touches no page that the updates before have not.
  ///
  /// Blocks of this size are mapped when they are allocated and unmapped when they are freed, so a
  /// copy is a page fault for each of its pages. `Scripts/check-allocations.sh` counts the
  /// allocations themselves.
  struct ParameterMemoryTests {
    /// Above the 128 KB from which the allocator maps memory, whatever it has learnt before.
    private static let hiddenSize = 320

    /// A few faults may come from outside: a page of stack, a timer.
    private static let faultTolerance = 40

    /// Makes the allocator map every block above 128 KB; otherwise it raises that threshold to the
    /// size of the first block that is freed, and keeps the memory.
    private func fixMappingThreshold() throws {
      typealias Option = @convention(c) (Int32, Int32) -> Int32
      let symbol = try #require(dlsym(nil, "mallopt"), "glibc's mallopt")
      let mappingThreshold: Int32 = -3  // M_MMAP_THRESHOLD
      #expect(unsafeBitCast(symbol, to: Option.self)(mappingThreshold, 128 << 10) == 1)
    }

    private func makeTrainer(updates: Int) throws -> Trainer<Float> {
      try fixMappingThreshold()
      return Trainer<Float>(
        CellForm.gru.network(classCount: 12, hiddenSizes: [Self.hiddenSize]),
        TrainingConfiguration(updates: updates, threads: 1),
        source: StreamSource(count: 500, classCount: 12, steps: 4, batchSize: 4))
    }

    /// Page faults of this thread that needed no disk.
    private func faults() -> Int {
      var usage = rusage()
      let ofThisThread: Int32 = 1  // RUSAGE_THREAD, which the header hides behind a macro.
      getrusage(ofThisThread, &usage)
      return usage.ru_minflt
    }

    @Test func `updates after the first copy no parameter block`() throws {
      var trainer = try makeTrainer(updates: 30)
      for _ in 0..<3 { _ = try trainer.next() }
      let before = faults()
      while try trainer.next() != nil {}
      #expect(faults() - before <= Self.faultTolerance)
    }

    @Test func `one copy in an update would be seen`() throws {
      var trainer = try makeTrainer(updates: 30)
      for _ in 0..<3 { _ = try trainer.next() }
      let before = faults()
      _ = try trainer.next()
      let pages = trainer.network.parameters.elements.count * MemoryLayout<Float>.stride / 4_096
      #expect(pages > 4 * Self.faultTolerance)
      #expect(faults() - before >= pages / 2)
    }
  }
#endif
