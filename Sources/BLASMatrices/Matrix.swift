import LaneMath

/// A dense row-major matrix of `Float` or `Double`, with value semantics.
///
/// Copies share memory until one of them is changed. Inside time loops the package works on
/// ``Workspace`` memory and on views; `Matrix` is for what is kept, handed over or compared.
public struct Matrix<Scalar: BLASScalar>: Equatable, Sendable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// All elements, row after row.
  public internal(set) var elements: [Scalar]

  /// A matrix of `rowCount` rows and `columnCount` columns, every element `value`.
  ///
  /// - Precondition: neither size is negative.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(rowCount: Int, columnCount: Int, repeating value: Scalar = 0) {
    require(
      rowCount >= 0 && columnCount >= 0, "a matrix of [\(rowCount) x \(columnCount)] elements")
    self.rowCount = rowCount
    self.columnCount = columnCount
    elements = Array(repeating: value, count: rowCount * columnCount)
  }

  /// A matrix of given elements, row after row.
  ///
  /// - Precondition: `elements` holds `rowCount * columnCount` scalars.
  public init(rowCount: Int, columnCount: Int, elements: [Scalar]) {
    require(
      elements.count == rowCount * columnCount,
      "\(elements.count) scalars are not a [\(rowCount) x \(columnCount)] matrix")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.elements = elements
  }

  /// Copies what a view shows.
  public init(_ rows: Rows<Scalar>) {
    self.init(rowCount: rows.rowCount, columnCount: rows.columnCount)
    var target = mutableView
    target.copy(rows)
  }

  /// The identity of `size` rows, times `scale`.
  ///
  /// - Precondition: `size` is not negative.
  public static func identity(_ size: Int, scale: Scalar = 1) -> Matrix {
    var matrix = Matrix(rowCount: size, columnCount: size)
    for index in 0..<size { matrix[index, index] = scale }
    return matrix
  }

  /// One element.
  ///
  /// - Precondition: both indices are within the matrix.
  public subscript(row: Int, column: Int) -> Scalar {
    get {
      checkIndex(row, column)
      return elements[row * columnCount + column]
    }
    set {
      checkIndex(row, column)
      elements[row * columnCount + column] = newValue
    }
  }

  // Inlinable because Swift 6.3.1 drops the stores of an array literal whose span an unspecialised
  // generic function reads.
  /// The whole matrix for reading.
  @inlinable
  public var view: Rows<Scalar> {
    @_lifetime(borrow self)
    get {
      let view = Rows(elements.span, rowCount: rowCount, columnCount: columnCount)
      return _overrideLifetime(view, borrowing: self)
    }
  }

  /// The whole matrix for writing.
  public var mutableView: MutableRows<Scalar> {
    @_lifetime(&self)
    mutating get {
      let (rowCount, columnCount) = (rowCount, columnCount)
      // The pointer stays valid while the view holds its exclusive access to the matrix.
      let base = elements.withUnsafeMutableBufferPointer { $0.baseAddress }
      let view = MutableRows(
        unsafeBase: base ?? UnsafeMutablePointer(mutating: Rows<Scalar>.nothing),
        rowCount: rowCount, columnCount: columnCount, stride: columnCount)
      return _overrideLifetime(view, mutating: &self)
    }
  }

  /// A copy with rows and columns exchanged.
  public var transposed: Matrix { exchanged() }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func exchanged() -> Matrix {
    var result = Matrix(rowCount: columnCount, columnCount: rowCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount { result[column, row] = self[row, column] }
    }
    return result
  }

  /// The same matrix in Double.
  public var inDouble: Matrix<Double> {
    Matrix<Double>(
      rowCount: rowCount, columnCount: columnCount, elements: elements.map { Double($0) })
  }

  private func checkIndex(_ row: Int, _ column: Int) {
    require(
      row >= 0 && row < rowCount && column >= 0 && column < columnCount,
      "element (\(row), \(column)) of a [\(rowCount) x \(columnCount)] matrix")
  }
}
