import BLASMatrices
import RealModule
import Testing

@Suite struct MatrixFactorisationTests {
  @Test(arguments: Precision.allCases)
  func `Q is orthonormal, R is upper triangular, and their product is the matrix`(
    precision: Precision
  ) {
    for (rows, columns) in [(1, 1), (4, 4), (7, 3), (33, 32), (5, 1), (3, 0)] {
      checkQR(precision.scalar, rows, columns)
    }
  }

  @Test(arguments: Precision.allCases)
  func `the signs are fixed, so that Q and R come back from their product`(precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let matrix: Matrix<Scalar> = randomMatrix("unique", rowCount: 6, columnCount: 6)
      let (q, r) = matrix.qr()
      // A column of the other sign changes the sign of the row of R alone, never the diagonal's.
      var flipped = matrix
      for row in 0..<6 { flipped[row, 0] = -flipped[row, 0] }
      let (flippedQ, flippedR) = flipped.qr()
      #expect((0..<6).allSatisfy { r[$0, $0] > 0 && flippedR[$0, $0] > 0 })
      let expected = (0..<36).map { Double(q.elements[$0]) * ($0 % 6 == 0 ? -1 : 1) }
      #expect(normwiseError(flippedQ.elements, expected) < 10 * Tolerance.of(scalar))

      let (again, upper) = Matrix.product(q, r).qr()
      #expect(normwiseError(again.elements, q.doubles) < 100 * Tolerance.of(scalar))
      #expect(normwiseError(upper.elements, r.doubles) < 100 * Tolerance.of(scalar))
    }
    check(precision.scalar)
  }

  @Test(arguments: Precision.allCases)
  func `the factors of a small matrix are those by hand`(precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let matrix = Matrix<Scalar>(rowCount: 2, columnCount: 2, elements: [3, 1, 4, 2])
      let (q, r) = matrix.qr()
      let tolerance = Tolerance.of(scalar)
      #expect(normwiseError(q.elements, [0.6, -0.8, 0.8, 0.6]) < tolerance)
      #expect(normwiseError(r.elements, [5, 2.2, 0, 0.4]) < tolerance)
    }
    check(precision.scalar)
  }

  @Test(arguments: Precision.allCases)
  func `eigenvalues agree with closed forms`(precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let tolerance = 10 * Tolerance.of(scalar)
      let pair = Matrix<Scalar>(rowCount: 2, columnCount: 2, elements: [2, 1, 1, 2])
      #expect(normwiseError(pair.symmetricEigenvalues, [1, 3]) < tolerance)
      #expect(Matrix<Scalar>.identity(1, scale: -4).symmetricEigenvalues == [-4])

      // Second differences on n points: 2 - 2 cos(k pi / (n + 1)), k = 1...n.
      let size = 20
      var chain = Matrix<Scalar>.identity(size, scale: 2)
      for index in 1..<size {
        chain[index, index - 1] = -1
        chain[index - 1, index] = -1
      }
      let expected = (1...size).map {
        2 - 2 * Double.cos(Double($0) * .pi / Double(size + 1))
      }
      #expect(normwiseError(chain.symmetricEigenvalues, expected) < tolerance)
    }
    check(precision.scalar)
  }

  @Test func `only the lower triangle is read`() {
    let lower = Matrix<Double>(rowCount: 2, columnCount: 2, elements: [2, .nan, 1, 2])
    #expect(normwiseError(lower.symmetricEigenvalues, [1, 3]) < 1e-14)
  }

  private func checkQR<Scalar: BLASScalar>(_ scalar: Scalar.Type, _ rows: Int, _ columns: Int) {
    let matrix: Matrix<Scalar> = randomMatrix("qr", rowCount: rows, columnCount: columns)
    let (q, r) = matrix.qr()
    let tolerance = 10 * Tolerance.of(scalar)
    #expect(q.rowCount == rows && q.columnCount == columns)
    #expect(r.rowCount == columns && r.columnCount == columns)
    let gram = Matrix.product(q.transposed, q)
    #expect(normwiseError(gram.elements, Matrix<Scalar>.identity(columns).doubles) < tolerance)
    #expect(normwiseError(Matrix.product(q, r).elements, matrix.doubles) < tolerance)
    for row in 0..<columns {
      #expect(r[row, row] >= 0)
      for column in 0..<row { #expect(r[row, column] == 0) }
    }
  }
}
