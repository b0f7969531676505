import LaneMath

extension Matrix {
  /// The product A B in a new matrix.
  ///
  /// - Precondition: `left` has as many columns as `right` has rows.
  public static func product(_ left: Matrix, _ right: Matrix) -> Matrix {
    var result = Matrix(rowCount: left.rowCount, columnCount: right.columnCount)
    var target = result.mutableView
    target.setProduct(left.view, right.view)
    return result
  }
}
