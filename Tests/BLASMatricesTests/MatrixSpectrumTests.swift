import BLASMatrices
import RealModule
import Testing

@Suite struct MatrixSpectrumTests {
  @Test(arguments: Precision.allCases)
  func `singular values agree with closed forms`(precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let tolerance = 10 * Tolerance.of(scalar)
      // [[3, 0], [4, 5]]: A Aᵀ has trace 50 and determinant 225, hence 45 and 5.
      let small = Matrix<Scalar>(rowCount: 2, columnCount: 2, elements: [3, 0, 4, 5])
      #expect(
        normwiseError(small.singularValues, [Double.sqrt(45), Double.sqrt(5)]) < tolerance)
      let wide = Matrix<Scalar>(rowCount: 2, columnCount: 3, elements: [0, 0, 2, 0, -7, 0])
      #expect(normwiseError(wide.singularValues, [7, 2]) < tolerance)
      #expect(normwiseError(wide.transposed.singularValues, [7, 2]) < tolerance)
      #expect(Matrix<Scalar>(rowCount: 0, columnCount: 3).singularValues.isEmpty)
    }
    check(precision.scalar)
  }

  @Test(arguments: Precision.allCases)
  func `the squares of the singular values add up to those of the elements`(precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      for (rows, columns) in [(1, 1), (5, 9), (40, 40), (120, 7)] {
        let matrix: Matrix<Scalar> = randomMatrix("gesdd", rowCount: rows, columnCount: columns)
        let values = matrix.singularValues
        #expect(values.count == min(rows, columns))
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 >= $1 && $1 >= 0 })
        let sum = values.reduce(0.0) { $0 + Double($1) * Double($1) }
        #expect(abs(sum / matrix.view.sumOfSquares - 1) < 100 * Tolerance.of(scalar))
      }
    }
    check(precision.scalar)
  }

  @Test(arguments: Precision.allCases)
  func `eigenvalues of a rotation come in a conjugate pair`(precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let (c, s) = (0.6, 0.8)
      let matrix = Matrix<Scalar>(
        rowCount: 3, columnCount: 3,
        elements: [c, -s, 0, s, c, 0, 0, 0, 0.25].map { Scalar($0) })
      let values = matrix.eigenvalues
      #expect(
        normwiseError(values.map(\.real), [0.6, 0.6, 0.25]) < 10 * Tolerance.of(scalar))
      #expect(
        normwiseError(values.map(\.imaginary), [0.8, -0.8, 0]) < 10 * Tolerance.of(scalar))
    }
    check(precision.scalar)
  }

  @Test(arguments: Precision.allCases)
  func `eigenvalues of a companion matrix are the roots of its polynomial`(precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      // (x - 3)(x + 2)(x - 1) = x³ - 2 x² - 5 x + 6.
      let matrix = Matrix<Scalar>(
        rowCount: 3, columnCount: 3, elements: [2, 5, -6, 1, 0, 0, 0, 1, 0])
      let values = matrix.eigenvalues
      #expect(normwiseError(values.map(\.real), [3, -2, 1]) < 10 * Tolerance.of(scalar))
      #expect(values.allSatisfy { $0.imaginary == 0 })
    }
    check(precision.scalar)
  }

  @Test(arguments: Precision.allCases)
  func `orthonormal rows span the rows before them`(precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let tolerance = 10 * Tolerance.of(scalar)
      for (rows, columns) in [(1, 1), (3, 7), (20, 20), (4, 200)] {
        let matrix: Matrix<Scalar> = randomMatrix("rows", rowCount: rows, columnCount: columns)
        var q = matrix
        let lengths = q.orthonormalizeRows()
        let gram = Matrix.product(q, q.transposed)
        #expect(normwiseError(gram.elements, Matrix<Scalar>.identity(rows).doubles) < tolerance)
        // L = A Qᵀ is lower triangular, with the lengths on its diagonal up to their signs.
        let lower = Matrix.product(matrix, q.transposed)
        for row in 0..<rows {
          #expect(abs(Double(abs(lower[row, row]) - lengths[row])) < 20 * tolerance)
          for column in row + 1..<max(rows, row + 1) {
            #expect(abs(Double(lower[row, column])) < 20 * tolerance)
          }
        }
      }
    }
    check(precision.scalar)
  }

  @Test func `a dependent row reaches nowhere, and is replaced`() {
    var matrix = Matrix<Double>(rowCount: 3, columnCount: 3, elements: [3, 4, 0, 6, 8, 0, 0, 0, 2])
    let lengths = matrix.orthonormalizeRows()
    #expect(abs(lengths[0] - 5) < 1e-14)
    #expect(lengths[1] < 1e-14)
    #expect(abs(lengths[2] - 2) < 1e-14)
    let gram = Matrix.product(matrix, matrix.transposed)
    #expect(normwiseError(gram.elements, Matrix<Double>.identity(3).doubles) < 1e-14)
  }

  @Test func `what is not finite is refused before LAPACK loops over it`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>(rowCount: 1, columnCount: 2, elements: [1, .nan]).singularValues
    }
    #expect(
      lastWords(of: result).contains(
        "singular values of a [1 x 2] matrix with an element that is not finite"))
  }

  @Test func `more orthonormal rows than columns are refused`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var matrix = Matrix<Float>(rowCount: 3, columnCount: 2)
      _ = matrix.orthonormalizeRows()
    }
    #expect(lastWords(of: result).contains("3 orthonormal rows of 2 columns"))
  }
}
