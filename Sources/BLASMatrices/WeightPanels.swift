import LaneMath

/// A weight matrix packed for many products with few rows: W for `x W`, and Wᵀ for `y Wᵀ`.
///
/// Memory is allocated once; ``pack(_:)`` and ``packTransposed(_:)`` fill it, and must do so again
/// whenever the weights have changed. A direction that was never packed takes none, and products in
/// it read the weights as stored. It never crosses threads while it is filled.
public final class WeightPanels<Scalar: BLASScalar>: @unchecked Sendable {
  /// The rows of W.
  public let rowCount: Int
  /// The columns of W.
  public let columnCount: Int
  private let forward: ZeroedMemory<Scalar>
  private let backward: ZeroedMemory<Scalar>?

  /// Allocates panels for a [rowCount x columnCount] matrix.
  ///
  /// - Parameters:
  ///   - rowCount: the rows of W.
  ///   - columnCount: the columns of W.
  ///   - hasTranspose: whether Wᵀ will be packed too; if not, products with it read W as stored.
  /// - Returns: nil where the machine has no kernel for them.
  /// - Precondition: both sizes are positive.
  public init?(rowCount: Int, columnCount: Int, hasTranspose: Bool = true) {
    guard Scalar.hasPanelProducts else { return nil }
    require(
      rowCount > 0 && columnCount > 0, "panels of a [\(rowCount) x \(columnCount)] matrix")
    self.rowCount = rowCount
    self.columnCount = columnCount
    forward = Self.allocate(depth: rowCount, columns: columnCount)
    backward = hasTranspose ? Self.allocate(depth: columnCount, columns: rowCount) : nil
  }

  deinit {
    forward.free()
    backward?.free()
  }

  /// Packs `matrix` for products with it.
  ///
  /// - Precondition: `matrix` is [rowCount x columnCount].
  public func pack(_ matrix: Rows<Scalar>) {
    check(matrix)
    Scalar.pack(
      PanelSource(
        base: matrix.base, rowStride: matrix.stride, columnStride: 1, depth: rowCount,
        columns: columnCount), into: forward.base)
  }

  /// Packs `matrix` for products with its transpose.
  ///
  /// - Precondition: `matrix` is [rowCount x columnCount], and the panels have a transpose.
  public func packTransposed(_ matrix: Rows<Scalar>) {
    check(matrix)
    guard let backward else { preconditionFailure("panels without a transpose") }
    Scalar.pack(
      PanelSource(
        base: matrix.base, rowStride: 1, columnStride: matrix.stride, depth: columnCount,
        columns: rowCount), into: backward.base)
  }

  /// Where all of it lies, for as long as the panels live.
  var packed: PackedWeights<Scalar> {
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    get {
      PackedWeights(
        rowCount: rowCount, columnCount: columnCount, forward: UnsafePointer(forward.base),
        backward: backward.map { UnsafePointer($0.base) })
    }
  }

  private func check(_ matrix: Rows<Scalar>) {
    require(
      matrix.rowCount == rowCount && matrix.columnCount == columnCount,
      "[\(matrix.rowCount) x \(matrix.columnCount)] weights for panels of "
        + "[\(rowCount) x \(columnCount)]")
  }

  private static func allocate(depth: Int, columns: Int) -> ZeroedMemory<Scalar> {
    // Columns go in blocks of 8.
    ZeroedMemory(count: depth * ((columns + 7) / 8 * 8))
  }
}
