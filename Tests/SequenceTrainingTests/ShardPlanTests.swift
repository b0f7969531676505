import SequenceTraining
import Testing

struct ShardPlanTests {
  @Test func `the default is a quarter of the batch and at most 16 rows`() {
    let defaults = [1, 2, 3, 4, 5, 30, 31, 32, 33, 64, 1_000].map {
      ShardPlan.defaultRowsPerShard(batchSize: $0)
    }
    #expect(defaults == [1, 1, 1, 1, 2, 8, 8, 8, 9, 16, 16])
    #expect(ShardPlan(batchSize: 30) == ShardPlan(batchSize: 30, rowsPerShard: 8))
  }

  @Test func `the last shard takes what is left`() {
    #expect(
      ShardPlan(batchSize: 30, rowsPerShard: 4).ranges.map(\.count) == [4, 4, 4, 4, 4, 4, 4, 2])
    #expect(ShardPlan(batchSize: 6, rowsPerShard: 3).ranges == [0..<3, 3..<6])
    #expect(ShardPlan(batchSize: 1).ranges == [0..<1])
  }

  @Test func `a shard is never larger than the batch`() {
    let plan = ShardPlan(batchSize: 5, rowsPerShard: 100)
    #expect(plan.rowsPerShard == 5)
    #expect(plan.ranges == [0..<5])
  }

  @Test func `the shards cover every row once and in order`() {
    for batchSize in 1...40 {
      for rows in 1...batchSize {
        let plan = ShardPlan(batchSize: batchSize, rowsPerShard: rows)
        #expect(plan.ranges.flatMap { Array($0) } == Array(0..<batchSize))
      }
    }
  }

  @Test func `no rows cannot be cut`() async {
    await #expect(processExitsWith: .failure) { _ = ShardPlan(batchSize: 0, rowsPerShard: 4) }
    await #expect(processExitsWith: .failure) { _ = ShardPlan(batchSize: 4, rowsPerShard: 0) }
  }
}
