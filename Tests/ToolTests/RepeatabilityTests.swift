import Foundation
import Testing

@Suite struct RepeatabilityTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.writeNumbers(count: 1000)
  }

  private func weights(_ options: String, run: String) throws -> Data {
    let result = try Tool.train.run(
      "numbers.txt --steps 8 --hidden-size 12 --sequence-length 16 --quiet --output \(run) \(options)",
      in: folder)
    #expect(result.status == 0)
    return try ModelFile(folder(run)).body
  }

  @Test(arguments: ["elman --layers 2", "gru", "gru-reset-before --precision double"])
  func `any number of threads trains the same bits`(cell: String) throws {
    // 30 rows in shards of 4: shards divide evenly among neither rows nor threads.
    let options = "--cell \(cell) --batch-size 30 --rows-per-shard 4"
    let one = try weights("\(options) --threads 1", run: "one")
    for count in 2...4 {
      #expect(try weights("\(options) --threads \(count)", run: "\(count)") == one)
    }
  }

  @Test func `the seed alone decides the run`() throws {
    let first = try weights("--seed 7", run: "first")
    #expect(try weights("--seed 7", run: "again") == first)
    #expect(try weights("--seed 8", run: "other") != first)
  }

  @Test(arguments: ["elman", "gru"])
  func `measuring in any rhythm leaves the same bits`(cell: String) throws {
    let never = try weights("--cell \(cell) --gradient-flow off", run: "off")
    for rhythm in ["every:1", "every:50", "full"] {
      #expect(
        try weights("--cell \(cell) --gradient-flow \(rhythm)", run: rhythm) == never, "\(rhythm)")
    }
    for line in try folder.lines("off/metrics.jsonl") {
      #expect(line.contains("\"measured_because\":null"))
    }
    let full = try folder.lines("full/metrics.jsonl")
    for key in ["spectral_radius", "lyapunov_exponents", "update_ratios"] {
      #expect(full.contains { !$0.contains("\"\(key)\":null") }, "\(key)")
    }
    // It takes five windows, and is written for none that added nothing.
    let hasNoise = try folder.lines("every:1/metrics.jsonl").map {
      !$0.contains("\"noise_scale\":null")
    }
    #expect(hasNoise.count == 8 && hasNoise[7] && !hasNoise[..<4].contains(true))
    let seldom = try folder.lines("every:50/metrics.jsonl")
    #expect(seldom.allSatisfy { $0.contains("\"noise_scale\":null") })
  }
}
