import LaneMath

extension MutableRows {
  /// C := A W, or A W + C where `adds`, C being this matrix.
  ///
  /// - Parameters:
  ///   - left: A, [rows x depth].
  ///   - weights: W, [depth x columns].
  ///   - adds: whether what this matrix held is kept; else it is not read.
  /// - Precondition: the shapes agree.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @_lifetime(self: copy self)
  public mutating func setProduct(
    _ left: Rows<Scalar>, _ weights: WeightMatrix<Scalar>, adding adds: Bool = false
  ) {
    guard let packed = weights.packed?.columns(weights.range) else {
      setProduct(left, weights.stored, keeping: adds ? 1 : 0)
      return
    }
    let stored = weights.stored
    require(
      left.columnCount == stored.rowCount && rowCount == left.rowCount
        && columnCount == stored.columnCount,
      shapeMessage((left.rowCount, left.columnCount), (stored.rowCount, stored.columnCount)))
    multiply(left, packed, adds: adds)
  }

  /// C := A Wᵀ, or A Wᵀ + C where `adds`, C being this matrix.
  ///
  /// - Precondition: the shapes agree.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @_lifetime(self: copy self)
  public mutating func setProduct(
    _ left: Rows<Scalar>, _ weights: TransposedWeightMatrix<Scalar>, adding adds: Bool = false
  ) {
    let matrix = weights.matrix
    guard let packed = matrix.packed?.transpose(matrix.range) else {
      setProduct(left, matrix.stored.transposed, keeping: adds ? 1 : 0)
      return
    }
    let stored = matrix.stored
    require(
      left.columnCount == stored.columnCount && rowCount == left.rowCount
        && columnCount == stored.rowCount,
      shapeMessage((left.rowCount, left.columnCount), (stored.columnCount, stored.rowCount)))
    multiply(left, packed, adds: adds)
  }

  @inline(__always)
  @_lifetime(self: copy self)
  private mutating func multiply(
    _ left: Rows<Scalar>, _ packed: PackedOperand<Scalar>, adds: Bool
  ) {
    guard rowCount > 0, columnCount > 0 else { return }
    Scalar.multiply(
      PanelProductCall(
        rows: rowCount, columns: columnCount, depth: left.columnCount,
        left: (left.base, left.stride), panels: packed, result: (base, stride),
        keepsResult: adds))
  }
}
