import LaneMath

/// A weight matrix packed for many products with few rows: W for `x W`, Wᵀ for `y Wᵀ`.
///
/// Memory is allocated once; ``pack(_:)`` fills it, and must do so again whenever the weights have
/// changed. It never crosses threads while it is filled.
public final class WeightPanels<Scalar: BLASScalar>: @unchecked Sendable {
  /// The rows of W.
  public let rowCount: Int
  /// The columns of W.
  public let columnCount: Int
  private let forward: UnsafeMutablePointer<Scalar>
  private let backward: UnsafeMutablePointer<Scalar>

  /// Allocates panels for a [rowCount x columnCount] matrix.
  ///
  /// - Returns: nil where the machine has no kernel for them.
  /// - Precondition: both sizes are positive.
  public init?(rowCount: Int, columnCount: Int) {
    guard Scalar.hasPanelProducts else { return nil }
    require(
      rowCount > 0 && columnCount > 0, "panels of a [\(rowCount) x \(columnCount)] matrix")
    self.rowCount = rowCount
    self.columnCount = columnCount
    forward = Self.allocate(depth: rowCount, columns: columnCount)
    backward = Self.allocate(depth: columnCount, columns: rowCount)
  }

  deinit {
    UnsafeMutableRawPointer(forward).deallocate()
    UnsafeMutableRawPointer(backward).deallocate()
  }

  /// Packs `matrix` for products with it.
  ///
  /// - Precondition: `matrix` is [rowCount x columnCount].
  public func pack(_ matrix: Rows<Scalar>) {
    check(matrix)
    Scalar.pack(
      PanelSource(
        base: matrix.base, rowStride: matrix.stride, columnStride: 1, depth: rowCount,
        columns: columnCount), into: forward)
  }

  /// Packs `matrix` for products with its transpose.
  ///
  /// - Precondition: `matrix` is [rowCount x columnCount].
  public func packTransposed(_ matrix: Rows<Scalar>) {
    check(matrix)
    Scalar.pack(
      PanelSource(
        base: matrix.base, rowStride: 1, columnStride: matrix.stride, depth: columnCount,
        columns: rowCount), into: backward)
  }

  /// Where all of it lies, for as long as the panels live.
  var packed: PackedWeights<Scalar> {
    PackedWeights(
      rowCount: rowCount, columnCount: columnCount, forward: UnsafePointer(forward),
      backward: UnsafePointer(backward))
  }

  private func check(_ matrix: Rows<Scalar>) {
    require(
      matrix.rowCount == rowCount && matrix.columnCount == columnCount,
      "[\(matrix.rowCount) x \(matrix.columnCount)] weights for panels of "
        + "[\(rowCount) x \(columnCount)]")
  }

  private static func allocate(depth: Int, columns: Int) -> UnsafeMutablePointer<Scalar> {
    // Columns go in blocks of 8.
    let count = depth * ((columns + 7) / 8 * 8)
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Scalar>.stride, alignment: 64
    ).bindMemory(to: Scalar.self, capacity: count)
    memory.initialize(repeating: 0, count: count)
    return memory
  }
}
