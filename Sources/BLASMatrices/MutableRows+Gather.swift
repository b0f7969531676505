import LaneMath

extension MutableRows {
  /// Row i := `table[rows[i]]` + `offset`: the product of one-hot rows with `table`, and a bias.
  ///
  /// - Precondition: one index per row, each a row of `table`; widths agree.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @_lifetime(self: copy self)
  public mutating func gather(
    _ table: Rows<Scalar>, rows: Span<Int32>, adding offset: Span<Scalar>
  ) {
    require(
      rows.count == rowCount && table.columnCount == columnCount && offset.count == columnCount,
      "gather of \(rows.count) rows of [\(table.rowCount) x \(table.columnCount)] "
        + "into [\(rowCount) x \(columnCount)]")
    for row in 0..<rowCount {
      var target = self[row]
      let source = table[Int(rows[row])]
      let indices = target.indices
      precondition(source.count == indices.count && offset.count == indices.count)
      if Scalar.sum(source, offset, into: &target) { continue }
      for index in indices { target[index] = source[index] + offset[index] }
    }
  }

  /// Adds row i of `source` to row `rows[i]` of this matrix.
  ///
  /// - Precondition: one index per row of `source`, each a row of this matrix; widths agree.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @_lifetime(self: copy self)
  public mutating func scatterAdd(_ source: Rows<Scalar>, rows: Span<Int32>) {
    require(
      rows.count == source.rowCount && source.columnCount == columnCount,
      "scatter of \(rows.count) rows of [\(source.rowCount) x \(source.columnCount)] "
        + "into [\(rowCount) x \(columnCount)]")
    for row in 0..<source.rowCount {
      var target = self[Int(rows[row])]
      let addend = source[row]
      let indices = target.indices
      precondition(addend.count == indices.count)
      if Scalar.add(addend, to: &target) { continue }
      for index in indices { target[index] += addend[index] }
    }
  }

  /// Sets every row to `values`.
  ///
  /// - Precondition: `values` holds `columnCount` scalars.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @_lifetime(self: copy self)
  public mutating func repeatRow(_ values: Span<Scalar>) {
    require(
      values.count == columnCount,
      "a row of \(values.count) scalars into [\(rowCount) x \(columnCount)]")
    for row in 0..<rowCount {
      var target = self[row]
      let indices = target.indices
      precondition(values.count == indices.count)
      for index in indices { target[index] = values[index] }
    }
  }
}
