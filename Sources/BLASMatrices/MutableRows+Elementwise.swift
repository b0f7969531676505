import LaneMath

extension MutableRows {
  /// Sets every element to `value`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @_lifetime(self: copy self)
  public mutating func fill(_ value: Scalar) {
    for row in 0..<rowCount {
      var target = self[row]
      for index in target.indices { target[index] = value }
    }
  }

  /// Copies `source`, of the same shape.
  ///
  /// - Precondition: the shapes agree.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @_lifetime(self: copy self)
  public mutating func copy(_ source: Rows<Scalar>) {
    checkShape(source, "copy")
    for row in 0..<rowCount {
      (base + row * stride).update(from: source.base + row * source.stride, count: columnCount)
    }
  }

  /// Multiplies every element by `factor`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @_lifetime(self: copy self)
  public mutating func scale(by factor: Scalar) {
    for row in 0..<rowCount {
      var target = self[row]
      for index in target.indices { target[index] *= factor }
    }
  }

  /// Multiplies every element by 2^exponent, which rounds nothing but subnormal numbers.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @_lifetime(self: copy self)
  public mutating func scale(byPowerOfTwo exponent: Int) {
    // In two steps where the factor may be no `Scalar`: a subnormal norm has no finite reciprocal.
    let isModerate = abs(exponent) <= 100
    let first = isModerate ? exponent : exponent / 2
    scale(by: Scalar(sign: .plus, exponent: Scalar.Exponent(first), significand: 1))
    if isModerate { return }
    scale(by: Scalar(sign: .plus, exponent: Scalar.Exponent(exponent - first), significand: 1))
  }

  /// Adds `factor * source`, of the same shape.
  ///
  /// - Precondition: the shapes agree.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @_lifetime(self: copy self)
  public mutating func add(_ source: Rows<Scalar>, scaledBy factor: Scalar = 1) {
    checkShape(source, "sum")
    if factor == 1 && isContiguous && source.isContiguous {
      var target = elements
      if Scalar.add(source.elements, to: &target) { return }
    }
    for row in 0..<rowCount {
      var target = self[row]
      let addend = source[row]
      let indices = target.indices
      precondition(addend.count == indices.count)
      if factor == 1, Scalar.add(addend, to: &target) { continue }
      for index in indices { target[index] += factor * addend[index] }
    }
  }

  /// Multiplies element by element with `source`, of the same shape.
  ///
  /// - Precondition: the shapes agree.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @_lifetime(self: copy self)
  public mutating func multiply(by source: Rows<Scalar>) {
    checkShape(source, "element-wise product")
    for row in 0..<rowCount {
      var target = self[row]
      let factor = source[row]
      let indices = target.indices
      precondition(factor.count == indices.count)
      if Scalar.scale(&target, by: factor) { continue }
      for index in indices { target[index] *= factor[index] }
    }
  }

  func checkShape(_ source: Rows<Scalar>, _ operation: StaticString) {
    require(
      source.rowCount == rowCount && source.columnCount == columnCount,
      "\(operation) of [\(source.rowCount) x \(source.columnCount)] and "
        + "[\(rowCount) x \(columnCount)]")
  }
}
