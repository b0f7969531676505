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
  let kernel: PanelKernel<Scalar>
  private let forward: UnsafeMutablePointer<Scalar>
  private let backward: UnsafeMutablePointer<Scalar>

  /// Allocates panels for a [rowCount x columnCount] matrix.
  ///
  /// - Returns: nil where the machine has no kernel for them.
  /// - Precondition: both sizes are positive.
  public init?(rowCount: Int, columnCount: Int) {
    guard let kernel = Scalar.panelKernel else { return nil }
    require(
      rowCount > 0 && columnCount > 0, "panels of a [\(rowCount) x \(columnCount)] matrix")
    self.kernel = kernel
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
    kernel.pack(
      PanelSource(
        base: matrix.base, rowStride: matrix.stride, columnStride: 1, depth: rowCount,
        columns: columnCount), forward)
  }

  /// Packs `matrix` for products with its transpose.
  ///
  /// - Precondition: `matrix` is [rowCount x columnCount].
  public func packTransposed(_ matrix: Rows<Scalar>) {
    check(matrix)
    kernel.pack(
      PanelSource(
        base: matrix.base, rowStride: 1, columnStride: matrix.stride, depth: columnCount,
        columns: rowCount), backward)
  }

  /// W's columns from `column` on, packed; nil where no panel starts there or ends with `range`.
  func packedColumns(_ range: Range<Int>) -> PackedOperand<Scalar>? {
    guard range.lowerBound % Self.panelWidth == 0,
      range.upperBound == columnCount || range.upperBound % Self.panelWidth == 0
    else { return nil }
    return PackedOperand(
      base: UnsafePointer(forward) + range.lowerBound * rowCount, panelDepth: rowCount,
      firstDepth: 0)
  }

  /// The transpose of W's columns in `range`, packed: a range of its depth.
  func packedTranspose(_ range: Range<Int>) -> PackedOperand<Scalar> {
    PackedOperand(
      base: UnsafePointer(backward), panelDepth: columnCount, firstDepth: range.lowerBound)
  }

  private static var panelWidth: Int { 16 }

  private func check(_ matrix: Rows<Scalar>) {
    require(
      matrix.rowCount == rowCount && matrix.columnCount == columnCount,
      "[\(matrix.rowCount) x \(matrix.columnCount)] weights for panels of "
        + "[\(rowCount) x \(columnCount)]")
  }

  private static func allocate(depth: Int, columns: Int) -> UnsafeMutablePointer<Scalar> {
    let count = PanelKernel<Scalar>.panelCount(depth: depth, columns: columns)
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Scalar>.stride, alignment: 64
    ).bindMemory(to: Scalar.self, capacity: count)
    memory.initialize(repeating: 0, count: count)
    return memory
  }
}
