import BLASMatrices
import LaneMath

extension NetworkTape {
  /// A tape of the rows `rows` of `other`, as its forward pass left them.
  ///
  /// States, records, preactivations, inputs and targets are copied, so that an instrument may
  /// look closely at a few rows of a batch.
  ///
  /// - Parameters:
  ///   - architecture: the one that `other` was made for.
  ///   - rows: which rows of the batch.
  ///   - other: a tape after a forward pass; only read.
  /// - Precondition: `rows` is not empty and lies within `other`'s rows.
  public convenience init(
    _ architecture: RecurrentArchitecture<Scalar>, rows: Range<Int>, of other: NetworkTape
  ) {
    require(
      rows.lowerBound >= 0 && rows.upperBound <= other.batchSize,
      "rows \(rows) of a tape of \(other.batchSize) rows")
    self.init(architecture, steps: other.steps, batchSize: rows.count)
    for (target, source) in zip(layers, other.layers) {
      Self.copy(rows, of: source.states, other.batchSize, into: target.states)
      Self.copy(rows, of: source.records, other.batchSize, into: target.records)
      Self.copy(rows, of: source.gates, other.batchSize, into: target.gates)
    }
    Self.copy(rows, of: other.values, other.batchSize, into: values)
    Self.copy(rows, of: other.tokens, other.batchSize, into: tokens)
    Self.copy(rows, of: other.targets, other.batchSize, into: targets)
  }

  /// Copies rows of every step from one time-major memory to another.
  private static func copy(
    _ rows: Range<Int>, of source: Workspace<Scalar>, _ batchSize: Int,
    into target: Workspace<Scalar>
  ) {
    for step in 0..<target.rowCount / rows.count {
      var block = target.mutableRows(step * rows.count..<(step + 1) * rows.count)
      let first = step * batchSize
      block.copy(source.rows(first + rows.lowerBound..<first + rows.upperBound))
    }
  }

  private static func copy(
    _ rows: Range<Int>, of source: IndexWorkspace, _ batchSize: Int, into target: IndexWorkspace
  ) {
    let indices = source.span
    var block = target.mutableSpan
    for index in block.indices {
      let (step, row) = index.quotientAndRemainder(dividingBy: rows.count)
      block[index] = indices[step * batchSize + rows.lowerBound + row]
    }
  }
}
