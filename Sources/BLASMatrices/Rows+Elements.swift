import LaneMath

extension Rows {
  /// Whether nothing lies between the rows.
  @inlinable
  public var isContiguous: Bool { stride == columnCount || rowCount <= 1 }

  /// All scalars, row after row.
  ///
  /// - Precondition: the view is contiguous.
  @inlinable
  public var elements: Span<Scalar> {
    @_lifetime(copy self)
    get {
      require(isContiguous, "rows of \(columnCount) scalars that are \(stride) apart as one span")
      let span = Span(_unsafeStart: base, count: rowCount * columnCount)
      return _overrideLifetime(span, copying: self)
    }
  }
}

extension MutableRows {
  /// Whether nothing lies between the rows.
  @inlinable
  public var isContiguous: Bool { stride == columnCount || rowCount <= 1 }

  /// All scalars, row after row.
  ///
  /// - Precondition: the view is contiguous.
  @inlinable
  public var elements: MutableSpan<Scalar> {
    @_lifetime(&self)
    mutating get {
      require(isContiguous, "rows of \(columnCount) scalars that are \(stride) apart as one span")
      let span = MutableSpan(_unsafeStart: base, count: rowCount * columnCount)
      return _overrideLifetime(span, mutating: &self)
    }
  }
}
