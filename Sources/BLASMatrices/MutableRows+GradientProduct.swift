import LaneMath

extension MutableRows {
  /// C := Aᵀ B + C, where C is this matrix: the gradient of weights over all rows of a window.
  ///
  /// In Float by the machine's own kernel where there is one: then an element of C is a sum over
  /// the rows in order.
  ///
  /// - Parameters:
  ///   - left: Aᵀ of A as stored, [depth x rows].
  ///   - right: B, [depth x columns].
  /// - Precondition: the shapes agree.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @_lifetime(self: copy self)
  public mutating func addProduct(_ left: TransposedRows<Scalar>, _ right: Rows<Scalar>) {
    guard Scalar.hasPanelProducts else {
      setProduct(left, right, keeping: 1)
      return
    }
    let stored = left.rows
    require(
      stored.rowCount == right.rowCount && rowCount == stored.columnCount
        && columnCount == right.columnCount,
      shapeMessage(
        (stored.columnCount, stored.rowCount), (right.rowCount, right.columnCount)))
    Scalar.accumulate(
      TallProductCall(
        rows: rowCount, columns: columnCount, depth: right.rowCount,
        left: (stored.base, stored.stride), right: (right.base, right.stride),
        result: (base, stride)))
  }
}
