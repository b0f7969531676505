import BLASMatrices
import Testing

/// C += Aᵀ B against the products of BLAS, which a triple loop checks.
@Suite struct GradientProductTests {
  /// Around the widths of a panel (16) and of its half (8), and of a block of columns (256).
  static let widths = [1, 7, 8, 9, 16, 17, 31, 65, 130, 255, 257]
  static let rowCounts = [1, 2, 5, 8, 9, 16, 17, 24, 33, 65]
  /// Around a block of rows (128).
  static let depths = [1, 2, 127, 128, 129, 300]

  @Test(arguments: Precision.allCases, depths)
  func `a gradient of weights is added to what was there`(precision: Precision, depth: Int) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      for width in Self.widths {
        let right: Matrix<Scalar> = randomMatrix("right", rowCount: depth, columnCount: width)
        for rows in Self.rowCounts {
          let left: Matrix<Scalar> = randomMatrix("left", rowCount: depth, columnCount: rows)
          var found: Matrix<Scalar> = randomMatrix("sum", rowCount: rows, columnCount: width)
          var expected = found
          var target = found.mutableView
          target.addProduct(left.view.transposed, right.view)
          var expectedTarget = expected.mutableView
          expectedTarget.setProduct(left.view.transposed, right.view, keeping: 1)
          #expect(
            normwiseError(found.elements, expected.doubles) <= Tolerance.of(scalar),
            "\(rows) x \(depth) x \(width)")
        }
      }
    }
    check(precision.scalar)
  }

  @Test func `ranges of columns are read and written alone`() {
    let left: Matrix<Float> = randomMatrix("left", rowCount: 140, columnCount: 30)
    let right: Matrix<Float> = randomMatrix("right", rowCount: 140, columnCount: 40)
    var frame = Matrix<Float>(rowCount: 11, columnCount: 30, repeating: 3)
    var view = frame.mutableView
    var inside = view.columns(4..<27)
    inside.addProduct(left.view.columns(5..<16).transposed, right.view.columns(9..<32))
    for row in 0..<11 {
      for column in 0..<30 {
        var sum: Float = 3
        if (4..<27).contains(column) {
          for depth in 0..<140 { sum += left[depth, row + 5] * right[depth, column + 5] }
          #expect(abs(frame[row, column] - sum) <= 1e-3)
        } else {
          #expect(frame[row, column] == 3)
        }
      }
    }
  }

  @Test func `a gradient of shapes that do not fit names both operands and the destination`() async
  {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let left = Matrix<Float>(rowCount: 4, columnCount: 5)
      let right = Matrix<Float>(rowCount: 3, columnCount: 2)
      var result = Matrix<Float>(rowCount: 5, columnCount: 2)
      var target = result.mutableView
      target.addProduct(left.view.transposed, right.view)
    }
    #expect(lastWords(of: result).contains("product of [5 x 4] and [3 x 2] into [5 x 2]"))
  }
}
