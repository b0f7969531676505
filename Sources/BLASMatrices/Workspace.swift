import LaneMath

/// Working memory of [rows x columns] scalars that is allocated once and lent out as views.
///
/// A time loop reads step t and writes step t + 1 of one buffer. Swift's exclusivity, which knows
/// only whole variables, cannot express that; so a workspace has reference semantics, and who owns
/// it (a tape, a shard) keeps the rows that are read apart from the rows that are written. It
/// never crosses threads while a view of it lives.
public final class Workspace<Scalar: BLASScalar>: @unchecked Sendable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  private let zeros: ZeroedMemory<Scalar>
  private var memory: UnsafeMutablePointer<Scalar> { zeros.base }

  /// Allocates zeroed memory of [rowCount x columnCount] scalars, aligned to a cache line.
  ///
  /// It takes the system's pages where it is first written.
  ///
  /// - Precondition: neither size is negative.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(rowCount: Int, columnCount: Int) {
    require(
      rowCount >= 0 && columnCount >= 0, "a workspace of [\(rowCount) x \(columnCount)] scalars")
    self.rowCount = rowCount
    self.columnCount = columnCount
    zeros = ZeroedMemory(count: rowCount * columnCount)
  }

  deinit { zeros.free() }

  /// All rows, for reading.
  public var view: Rows<Scalar> {
    @_lifetime(borrow self)
    get { rows(0..<rowCount) }
  }

  /// All rows, for writing.
  public var mutableView: MutableRows<Scalar> {
    @_lifetime(borrow self)
    get { mutableRows(0..<rowCount) }
  }

  /// The rows in `range`, for reading.
  ///
  /// - Precondition: `range` lies within `0..<rowCount`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @_lifetime(borrow self)
  public func rows(_ range: Range<Int>) -> Rows<Scalar> {
    check(range)
    let view = Rows(
      unsafeBase: UnsafePointer(memory) + range.lowerBound * columnCount, rowCount: range.count,
      columnCount: columnCount, stride: columnCount)
    return _overrideLifetime(view, borrowing: self)
  }

  /// The rows in `range`, for writing.
  ///
  /// - Precondition: `range` lies within `0..<rowCount`, and no other view of these rows is in use.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @_lifetime(borrow self)
  public func mutableRows(_ range: Range<Int>) -> MutableRows<Scalar> {
    check(range)
    let view = MutableRows(
      unsafeBase: memory + range.lowerBound * columnCount, rowCount: range.count,
      columnCount: columnCount, stride: columnCount)
    return _overrideLifetime(view, borrowing: self)
  }

  @inline(__always)
  private func check(_ range: Range<Int>) {
    require(
      range.lowerBound >= 0 && range.upperBound <= rowCount,
      "rows \(range) of a workspace of \(rowCount) rows")
  }
}
