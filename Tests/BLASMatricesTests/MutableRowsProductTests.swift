import BLASMatrices
import Testing

/// Which operand of a product is given transposed.
enum Transposition: CaseIterable, Sendable {
  case none
  case left
  case right
}

/// The size of one product, [rows x depth] times [depth x columns].
struct ProductSize: Sendable {
  var rows: Int
  var columns: Int
  var depth: Int
}

@Suite struct MutableRowsProductTests {
  static let sizes = [
    ProductSize(rows: 1, columns: 1, depth: 1), ProductSize(rows: 2, columns: 3, depth: 4),
    ProductSize(rows: 5, columns: 1, depth: 7), ProductSize(rows: 1, columns: 6, depth: 3),
    ProductSize(rows: 8, columns: 8, depth: 8), ProductSize(rows: 17, columns: 9, depth: 33),
    ProductSize(rows: 32, columns: 48, depth: 16), ProductSize(rows: 3, columns: 5, depth: 0),
    ProductSize(rows: 0, columns: 4, depth: 2), ProductSize(rows: 4, columns: 0, depth: 2),
  ]

  @Test(arguments: Precision.allCases, Transposition.allCases)
  func `products of slices equal a triple loop and write nothing else`(
    precision: Precision, transposition: Transposition
  ) {
    for size in Self.sizes {
      for (scale, keeping) in [(1.0, 0.0), (1, 1), (-0.5, 0), (0.25, -2), (0, 1), (0, 0)] {
        checkProduct(precision.scalar, size, transposition, scale: scale, keeping: keeping)
      }
    }
  }

  @Test(arguments: Precision.allCases)
  func `the product of whole matrices is a new matrix`(precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let left = countingMatrix(rowCount: 2, columnCount: 3, scalar)
      let right = countingMatrix(rowCount: 3, columnCount: 2, scalar)
      let product = Matrix.product(left, right)
      #expect(product == Matrix(rowCount: 2, columnCount: 2, elements: [10, 13, 28, 40]))
    }
    check(precision.scalar)
  }

  /// Operands and destination are slices of larger matrices, so that no stride is a width; what
  /// the destination held is NaN where `keeping` is 0.
  private func checkProduct<Scalar: BLASScalar>(
    _ scalar: Scalar.Type, _ size: ProductSize, _ transposition: Transposition, scale: Double,
    keeping: Double
  ) {
    let leftSize =
      transposition == .left ? (size.depth, size.rows) : (size.rows, size.depth)
    let rightSize =
      transposition == .right ? (size.columns, size.depth) : (size.depth, size.columns)
    let left: Matrix<Scalar> = framed("left", leftSize)
    let right: Matrix<Scalar> = framed("right", rightSize)
    let outer: Matrix<Scalar> = framed("result", (size.rows, size.columns))
    var result = outer
    if keeping == 0 {
      for row in 0..<size.rows {
        for column in 0..<size.columns { result[row + 1, column + 2] = .nan }
      }
    }

    var frame = result.mutableView
    var rows = frame.rows(1..<1 + size.rows)
    var target = rows.columns(2..<2 + size.columns)
    let a = left.view.rows(1..<1 + leftSize.0).columns(2..<2 + leftSize.1)
    let b = right.view.rows(1..<1 + rightSize.0).columns(2..<2 + rightSize.1)
    let (factor, kept) = (Scalar(scale), Scalar(keeping))
    switch transposition {
    case .none: target.setProduct(a, b, scale: factor, keeping: kept)
    case .left: target.setProduct(a.transposed, b, scale: factor, keeping: kept)
    case .right: target.setProduct(a, b.transposed, scale: factor, keeping: kept)
    }

    var expected = outer.doubles
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        var sum = 0.0
        for term in 0..<size.depth {
          let x =
            transposition == .left ? left[term + 1, row + 2] : left[row + 1, term + 2]
          let y =
            transposition == .right ? right[column + 1, term + 2] : right[term + 1, column + 2]
          sum += Double(x) * Double(y)
        }
        let index = (row + 1) * outer.columnCount + column + 2
        expected[index] = scale * sum + keeping * expected[index]
      }
    }
    #expect(
      normwiseError(result.elements, expected) <= Tolerance.of(scalar),
      "\(size), \(transposition), \(scale) and \(keeping)")
    var untouched = true
    for row in 0..<outer.rowCount {
      for column in 0..<outer.columnCount
      where !(1...size.rows + 1).dropLast().contains(row)
        || !(2...size.columns + 2).dropLast().contains(column)
      {
        untouched = untouched && result[row, column] == outer[row, column]
      }
    }
    #expect(untouched, "\(size) wrote outside of its destination")
  }

  /// A random matrix with one row above, two columns before, and two rows and three columns behind.
  private func framed<Scalar: BLASScalar>(_ label: String, _ size: (Int, Int)) -> Matrix<Scalar> {
    randomMatrix(label, rowCount: size.0 + 3, columnCount: size.1 + 5)
  }
}
