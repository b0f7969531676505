import LaneMath

extension Matrix {
  /// The factors of a thin QR factorisation with a non-negative diagonal in R.
  ///
  /// A = Q R, with Q [M x N] of orthonormal columns and R [N x N] upper triangular. LAPACK leaves
  /// the sign of each column open; fixing it makes the factorisation unique, and makes the Q of a
  /// Gaussian matrix uniform over the orthogonal group (Mezzadri 2007).
  ///
  /// - Precondition: the matrix has at least as many rows as columns.
  public func qr() -> (q: Matrix, r: Matrix) {
    require(
      rowCount >= columnCount, "thin QR of a [\(rowCount) x \(columnCount)] matrix")
    var columns = transposed.elements
    let scales = Scalar.factorQR(&columns, rows: rowCount, columns: columnCount)
    var r = Matrix(rowCount: columnCount, columnCount: columnCount)
    for row in 0..<columnCount {
      for column in row..<columnCount { r[row, column] = columns[column * rowCount + row] }
    }
    Scalar.formQ(&columns, rows: rowCount, columns: columnCount, scales: scales)
    var q = Matrix(rowCount: columnCount, columnCount: rowCount, elements: columns).transposed
    for index in 0..<columnCount where r[index, index] < 0 {
      for column in index..<columnCount { r[index, column] = -r[index, column] }
      for row in 0..<rowCount { q[row, index] = -q[row, index] }
    }
    return (q, r)
  }

  /// The eigenvalues of a symmetric matrix, ascending; only the lower triangle is read.
  ///
  /// - Precondition: the matrix is square and every element is finite.
  public var symmetricEigenvalues: [Scalar] {
    require(
      rowCount == columnCount, "eigenvalues of a [\(rowCount) x \(columnCount)] matrix")
    // The upper triangle of LAPACK's column-major matrix is the lower triangle of this one.
    return Scalar.symmetricEigenvalues(elements, size: rowCount)
  }
}
