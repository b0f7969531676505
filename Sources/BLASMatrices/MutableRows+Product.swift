import LaneMath

extension MutableRows {
  /// C := scale * A B + keeping * C, where C is this matrix.
  ///
  /// - Parameters:
  ///   - left: A, [rows x depth].
  ///   - right: B, [depth x columns].
  ///   - scale: the factor of the product.
  ///   - keeping: the factor of what this matrix held; with 0 its old content is not read.
  /// - Precondition: the shapes agree.
  @inlinable
  @_lifetime(self: copy self)
  public mutating func setProduct(
    _ left: Rows<Scalar>, _ right: Rows<Scalar>, scale: Scalar = 1, keeping: Scalar = 0
  ) {
    require(
      left.columnCount == right.rowCount && rowCount == left.rowCount
        && columnCount == right.columnCount,
      shapeMessage(
        (left.rowCount, left.columnCount), (right.rowCount, right.columnCount)))
    multiply(
      (left.base, left.stride), false, (right.base, right.stride), false, depth: left.columnCount,
      scale: scale, keeping: keeping)
  }

  /// C := scale * A Bᵀ + keeping * C, where C is this matrix and B is given as stored.
  ///
  /// - Precondition: the shapes agree.
  @inlinable
  @_lifetime(self: copy self)
  public mutating func setProduct(
    _ left: Rows<Scalar>, _ right: TransposedRows<Scalar>, scale: Scalar = 1, keeping: Scalar = 0
  ) {
    let stored = right.rows
    require(
      left.columnCount == stored.columnCount && rowCount == left.rowCount
        && columnCount == stored.rowCount,
      shapeMessage(
        (left.rowCount, left.columnCount), (stored.columnCount, stored.rowCount)))
    multiply(
      (left.base, left.stride), false, (stored.base, stored.stride), true,
      depth: left.columnCount, scale: scale, keeping: keeping)
  }

  /// C := scale * Aᵀ B + keeping * C, where C is this matrix and A is given as stored.
  ///
  /// - Precondition: the shapes agree.
  @inlinable
  @_lifetime(self: copy self)
  public mutating func setProduct(
    _ left: TransposedRows<Scalar>, _ right: Rows<Scalar>, scale: Scalar = 1, keeping: Scalar = 0
  ) {
    let stored = left.rows
    require(
      stored.rowCount == right.rowCount && rowCount == stored.columnCount
        && columnCount == right.columnCount,
      shapeMessage(
        (stored.columnCount, stored.rowCount), (right.rowCount, right.columnCount)))
    multiply(
      (stored.base, stored.stride), true, (right.base, right.stride), false,
      depth: stored.rowCount, scale: scale, keeping: keeping)
  }

  @inlinable
  @_lifetime(self: copy self)
  mutating func multiply(
    _ left: (base: UnsafePointer<Scalar>, stride: Int), _ transposesLeft: Bool,
    _ right: (base: UnsafePointer<Scalar>, stride: Int), _ transposesRight: Bool, depth: Int,
    scale: Scalar, keeping: Scalar
  ) {
    guard rowCount > 0, columnCount > 0 else { return }
    // BLAS wants strides of at least the stored width even where there is nothing to read.
    Scalar.product(
      ProductCall(
        transposesLeft: transposesLeft, transposesRight: transposesRight, rows: rowCount,
        columns: columnCount, depth: depth, scale: scale,
        left: (left.base, max(left.stride, 1)), right: (right.base, max(right.stride, 1)),
        keeping: keeping, result: (base, max(stride, 1))))
  }

  @usableFromInline
  func shapeMessage(_ left: (Int, Int), _ right: (Int, Int)) -> String {
    "product of [\(left.0) x \(left.1)] and [\(right.0) x \(right.1)] "
      + "into [\(rowCount) x \(columnCount)]"
  }
}
