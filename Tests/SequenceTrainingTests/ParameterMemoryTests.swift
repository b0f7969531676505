#if os(Linux)
  import BLASMatrices
  import Glibc
  import Recurrent
  import SequenceTraining
  import Testing

  /// An update copies no parameter block: it touches no page that the updates before have not.
  ///
  /// Blocks of this size are mapped when they are allocated and unmapped when they are freed, so a
  /// copy is a page fault for each of its pages. Each test runs in a process of its own, where no
  /// other test leaves free memory from which a copy would cost no fault.
  /// `Scripts/check-allocations.sh` counts the allocations themselves.
  struct ParameterMemoryTests {
    @Test func `updates after the first copy no parameter block`() async {
      await #expect(processExitsWith: .success) {
        var trainer = try PageFaults.makeTrainer(updates: 12)
        for _ in 0..<3 { _ = try trainer.next() }
        let before = PageFaults.count
        while try trainer.next() != nil {}
        let faults = PageFaults.count - before
        try #require(faults <= PageFaults.tolerance)
      }
    }

    @Test func `one copy in an update would be seen`() async {
      await #expect(processExitsWith: .success) {
        var trainer = try PageFaults.makeTrainer(updates: 12)
        for _ in 0..<3 { _ = try trainer.next() }
        let before = PageFaults.count
        _ = try trainer.next()
        let bytes = trainer.network.parameters.elements.count * MemoryLayout<Float>.stride
        let faults = PageFaults.count - before
        let pages = bytes / 4_096
        try #require(pages > 4 * PageFaults.tolerance)
        try #require(faults >= pages / 2)
      }
    }
  }

  /// The page faults of the calling thread, and a trainer whose blocks are mapped one by one.
  private enum PageFaults {
    /// A few faults may come from outside: a page of stack, a timer.
    static let tolerance = 40

    /// Page faults of this thread that needed no disk.
    static var count: Int {
      var usage = rusage()
      let ofThisThread: Int32 = 1  // RUSAGE_THREAD, which the header hides behind a macro.
      getrusage(ofThisThread, &usage)
      return usage.ru_minflt
    }

    /// A trainer of 1.6 MB of weights, less than a huge page, which would be a single fault.
    static func makeTrainer(updates: Int) throws -> Trainer<Float> {
      try fixMappingThreshold()
      let architecture = RecurrentArchitecture<Float>(
        cells: [ElmanCell(inputSize: 20_000, hiddenSize: 20)], outputSize: 12)
      return Trainer<Float>(
        RecurrentNetwork(
          architecture: architecture, parameters: ParameterBlock(layout: architecture.layout)),
        TrainingConfiguration(updates: updates, threads: 1),
        source: StreamSource(count: 500, classCount: 12, steps: 4, batchSize: 4))
    }

    /// Makes the allocator map every block above 128 KB; otherwise it raises that threshold to the
    /// size of the first block that is freed, and keeps the memory.
    private static func fixMappingThreshold() throws {
      typealias Option = @convention(c) (Int32, Int32) -> Int32
      let symbol = try #require(dlsym(nil, "mallopt"), "glibc's mallopt")
      let mappingThreshold: Int32 = -3  // M_MMAP_THRESHOLD
      let status = unsafeBitCast(symbol, to: Option.self)(mappingThreshold, 128 << 10)
      try #require(status == 1)
    }
  }
#endif
