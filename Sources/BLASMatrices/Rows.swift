import LaneMath

/// A borrowed, row-major matrix: `rowCount` rows of `columnCount` scalars, `stride` apart.
///
/// Rows are contiguous; the matrix need not be, so a range of rows and a range of columns of a
/// larger matrix are themselves `Rows`. A view never outlives the memory that it borrows.
@frozen
public struct Rows<Scalar: BLASScalar>: ~Escapable {
  @usableFromInline let base: UnsafePointer<Scalar>
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// The distance, in scalars, from the start of one row to the start of the next.
  public let stride: Int

  /// Borrows memory that the caller keeps alive, and unchanged, for the life of the view.
  @inlinable
  @_lifetime(immortal)
  package init(unsafeBase: UnsafePointer<Scalar>, rowCount: Int, columnCount: Int, stride: Int) {
    base = unsafeBase
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.stride = stride
  }

  /// Views a span as `rowCount` rows of `columnCount` scalars.
  ///
  /// - Precondition: the span holds exactly `rowCount * columnCount` scalars.
  @inlinable
  @_lifetime(copy span)
  public init(_ span: Span<Scalar>, rowCount: Int, columnCount: Int) {
    require(
      span.count == rowCount * columnCount,
      "\(span.count) scalars are not a [\(rowCount) x \(columnCount)] matrix")
    let base = span.withUnsafeBufferPointer { UnsafePointer($0.baseAddress ?? Self.nothing) }
    let view = Rows(
      unsafeBase: base, rowCount: rowCount, columnCount: columnCount, stride: columnCount)
    self = _overrideLifetime(view, copying: span)
  }

  /// Row `row`, as a span of `columnCount` scalars.
  ///
  /// - Precondition: `row` is in `0..<rowCount`.
  @inlinable
  public subscript(row: Int) -> Span<Scalar> {
    @_lifetime(copy self)
    get {
      require(row >= 0 && row < rowCount, "row index outside of the matrix")
      let span = Span(_unsafeStart: base + row * stride, count: columnCount)
      return _overrideLifetime(span, copying: self)
    }
  }

  /// The rows in `range`.
  ///
  /// - Precondition: `range` lies within `0..<rowCount`.
  @inlinable
  @_lifetime(copy self)
  public func rows(_ range: Range<Int>) -> Rows {
    require(
      range.lowerBound >= 0 && range.upperBound <= rowCount,
      "rows \(range) of a matrix of \(rowCount) rows")
    let view = Rows(
      unsafeBase: base + range.lowerBound * stride, rowCount: range.count,
      columnCount: columnCount, stride: stride)
    return _overrideLifetime(view, copying: self)
  }

  /// The columns in `range`, every row of them.
  ///
  /// - Precondition: `range` lies within `0..<columnCount`.
  @inlinable
  @_lifetime(copy self)
  public func columns(_ range: Range<Int>) -> Rows {
    require(
      range.lowerBound >= 0 && range.upperBound <= columnCount,
      "columns \(range) of a matrix of \(columnCount) columns")
    let view = Rows(
      unsafeBase: base + range.lowerBound, rowCount: rowCount, columnCount: range.count,
      stride: stride)
    return _overrideLifetime(view, copying: self)
  }

  /// The same matrix read with rows and columns exchanged, as an operand of a product.
  @inlinable
  public var transposed: TransposedRows<Scalar> {
    @_lifetime(copy self)
    get { TransposedRows(self) }
  }

  // What an empty view points at; never read.
  @usableFromInline
  static var nothing: UnsafePointer<Scalar> {
    UnsafePointer(bitPattern: MemoryLayout<Scalar>.alignment).unsafelyUnwrapped
  }
}

/// A borrowed matrix whose columns are the rows of another: an operand of a product, never copied.
@frozen
public struct TransposedRows<Scalar: BLASScalar>: ~Escapable {
  @usableFromInline let rows: Rows<Scalar>

  @inlinable
  @_lifetime(copy rows)
  init(_ rows: Rows<Scalar>) { self.rows = rows }
}

extension Rows {
  /// The same scalars in rows of another length.
  ///
  /// - Precondition: the view is one row, and the sizes agree.
  @inlinable
  @_lifetime(copy self)
  public func reshaped(rowCount newRows: Int, columnCount newColumns: Int) -> Rows {
    require(
      rowCount == 1 && columnCount == newRows * newColumns,
      "[\(rowCount) x \(columnCount)] scalars as [\(newRows) x \(newColumns)]")
    let view = Rows(
      unsafeBase: base, rowCount: newRows, columnCount: newColumns, stride: newColumns)
    return _overrideLifetime(view, copying: self)
  }
}
