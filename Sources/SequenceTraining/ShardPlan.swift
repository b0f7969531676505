import LaneMath

/// How the rows of a minibatch are cut into shards.
///
/// A shard runs forward and backward on one thread with a tape and a gradient of its own, and
/// gradients are added in the order of shards. The cut depends on the batch alone, so that the same
/// run has the same bits on any number of threads.
public struct ShardPlan: Sendable, Equatable {
  /// The rows of the minibatch.
  public let batchSize: Int
  /// The rows of every shard but possibly the last.
  public let rowsPerShard: Int

  /// Cuts `batchSize` rows into shards of `rowsPerShard`.
  ///
  /// - Precondition: both are positive.
  public init(batchSize: Int, rowsPerShard: Int? = nil) {
    let rows = rowsPerShard ?? Self.defaultRowsPerShard(batchSize: batchSize)
    require(
      batchSize > 0 && rows > 0, "a batch of \(batchSize) rows in shards of \(rows) rows")
    self.batchSize = batchSize
    self.rowsPerShard = min(rows, batchSize)
  }

  /// A quarter of the batch, but no more than 16 rows.
  ///
  /// Four shards let the faster of two cores take more than half, and more cores help; products of
  /// more than 16 rows are hardly faster.
  public static func defaultRowsPerShard(batchSize: Int) -> Int {
    max(1, min(16, (batchSize + 3) / 4))
  }

  /// The rows of each shard, in order.
  public var ranges: [Range<Int>] {
    stride(from: 0, to: batchSize, by: rowsPerShard).map {
      $0..<min($0 + rowsPerShard, batchSize)
    }
  }
}
