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

  /// The singular values, descending.
  ///
  /// - Precondition: every element is finite.
  public var singularValues: [Scalar] {
    requireFinite("singular values")
    // Column-major it is the transposed matrix, whose singular values are the same.
    return Scalar.singularValues(elements, rows: columnCount, columns: rowCount)
  }

  /// The eigenvalues of a square matrix that need not be symmetric, by descending magnitude.
  ///
  /// - Precondition: the matrix is square and every element is finite.
  public var eigenvalues: [(real: Scalar, imaginary: Scalar)] {
    require(
      rowCount == columnCount, "eigenvalues of a [\(rowCount) x \(columnCount)] matrix")
    requireFinite("eigenvalues")
    return Scalar.eigenvalues(elements, size: rowCount).sorted {
      Scalar.hypot($0.real, $0.imaginary) > Scalar.hypot($1.real, $1.imaginary)
    }
  }

  /// Replaces the rows by orthonormal ones that span the same spaces, first row by first row.
  ///
  /// With A the matrix before and Q after, A = L Q, L lower triangular: row i of A lies in the span
  /// of rows 0...i of Q. A row that depends on those before it is replaced by some direction that
  /// is orthogonal to all others.
  ///
  /// - Returns: |L_ii| for each row: how far it reached out of the span of those before it.
  /// - Precondition: the matrix has no more rows than columns.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func orthonormalizeRows() -> [Scalar] {
    require(
      rowCount <= columnCount, "\(rowCount) orthonormal rows of \(columnCount) columns")
    // Column-major the rows are columns: A transposed = Qᵀ Lᵀ is a thin QR factorisation.
    let scales = Scalar.factorQR(&elements, rows: columnCount, columns: rowCount)
    let lengths = (0..<rowCount).map { abs(elements[$0 * columnCount + $0]) }
    Scalar.formQ(&elements, rows: columnCount, columns: rowCount, scales: scales)
    return lengths
  }

  private func requireFinite(_ result: StaticString) {
    require(
      view.largestMagnitude.isFinite,
      "\(result) of a [\(rowCount) x \(columnCount)] matrix with an element that is not finite")
  }
}
