import LaneMath

/// A row-major matrix borrowed for writing: `rowCount` rows of `columnCount` scalars.
@frozen
public struct MutableRows<Scalar: BLASScalar>: ~Escapable, ~Copyable {
  @usableFromInline let base: UnsafeMutablePointer<Scalar>
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// The distance, in scalars, from the start of one row to the start of the next.
  public let stride: Int

  /// Borrows memory that the caller keeps alive, and to itself, for the life of the view.
  @inlinable
  @_lifetime(immortal)
  package init(
    unsafeBase: UnsafeMutablePointer<Scalar>, rowCount: Int, columnCount: Int, stride: Int
  ) {
    base = unsafeBase
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.stride = stride
  }

  /// Row `row`, as a mutable span of `columnCount` scalars.
  ///
  /// - Precondition: `row` is in `0..<rowCount`.
  @inlinable
  public subscript(row: Int) -> MutableSpan<Scalar> {
    @_lifetime(&self)
    mutating get {
      require(row >= 0 && row < rowCount, "row index outside of the matrix")
      let span = MutableSpan(_unsafeStart: base + row * stride, count: columnCount)
      return _overrideLifetime(span, mutating: &self)
    }
  }

  /// The rows in `range`.
  ///
  /// - Precondition: `range` lies within `0..<rowCount`.
  @inlinable
  @_lifetime(&self)
  public mutating func rows(_ range: Range<Int>) -> MutableRows {
    require(
      range.lowerBound >= 0 && range.upperBound <= rowCount,
      "rows \(range) of a matrix of \(rowCount) rows")
    let view = MutableRows(
      unsafeBase: base + range.lowerBound * stride, rowCount: range.count,
      columnCount: columnCount, stride: stride)
    return _overrideLifetime(view, mutating: &self)
  }

  /// The columns in `range`, every row of them.
  ///
  /// - Precondition: `range` lies within `0..<columnCount`.
  @inlinable
  @_lifetime(&self)
  public mutating func columns(_ range: Range<Int>) -> MutableRows {
    require(
      range.lowerBound >= 0 && range.upperBound <= columnCount,
      "columns \(range) of a matrix of \(columnCount) columns")
    let view = MutableRows(
      unsafeBase: base + range.lowerBound, rowCount: rowCount, columnCount: range.count,
      stride: stride)
    return _overrideLifetime(view, mutating: &self)
  }

  /// The same memory for reading, while nothing writes to it.
  @inlinable
  public var reading: Rows<Scalar> {
    @_lifetime(borrow self)
    get {
      let view = Rows(
        unsafeBase: base, rowCount: rowCount, columnCount: columnCount, stride: stride)
      return _overrideLifetime(view, borrowing: self)
    }
  }
}

extension MutableRows {
  /// The columns in `range`, lent beside other blocks of the same rows.
  ///
  /// A cell writes several blocks of one row at once (a gate's value beside its derivative), which
  /// exclusive access to the whole row would forbid.
  ///
  /// - Precondition: `range` lies within `0..<columnCount`; blocks in use at the same time do not
  ///   overlap (this is not checked).
  @inlinable
  @_lifetime(copy self)
  public func block(_ range: Range<Int>) -> MutableRows {
    require(
      range.lowerBound >= 0 && range.upperBound <= columnCount,
      "columns \(range) of a matrix of \(columnCount) columns")
    let view = MutableRows(
      unsafeBase: base + range.lowerBound, rowCount: rowCount, columnCount: range.count,
      stride: stride)
    return _overrideLifetime(view, copying: self)
  }
}

extension MutableRows {
  /// A range of the columns of one row, in rows of another length.
  ///
  /// - Precondition: the view is one row, and the sizes agree.
  @inlinable
  @_lifetime(&self)
  public mutating func reshapedColumns(
    _ range: Range<Int>, rowCount newRows: Int, columnCount newColumns: Int
  ) -> MutableRows {
    require(
      rowCount == 1 && range.lowerBound >= 0 && range.upperBound <= columnCount
        && range.count == newRows * newColumns,
      "columns \(range) of [\(rowCount) x \(columnCount)] scalars as [\(newRows) x \(newColumns)]")
    let view = MutableRows(
      unsafeBase: base + range.lowerBound, rowCount: newRows, columnCount: newColumns,
      stride: newColumns)
    return _overrideLifetime(view, mutating: &self)
  }
}
