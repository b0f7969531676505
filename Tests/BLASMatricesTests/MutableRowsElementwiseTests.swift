import BLASMatrices
import Testing

@Suite struct MutableRowsElementwiseTests {
  /// Widths around the eight lanes of a vector.
  static let widths = [1, 7, 8, 9, 16, 19]

  @Test(arguments: Precision.allCases, Self.widths)
  func `elementwise operations equal a plain loop on strided slices`(
    precision: Precision, width: Int
  ) {
    check(precision.scalar, width)
  }

  @Test(arguments: Precision.allCases)
  func `gathering adds an offset to rows of a table`(precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let table = countingMatrix(rowCount: 3, columnCount: 4, scalar)
      let rows: [Int32] = [2, 0, 2]
      let offset: [Scalar] = [100, 200, 300]
      var result = Matrix<Scalar>(rowCount: 3, columnCount: 3, repeating: .nan)
      var view = result.mutableView
      view.gather(table.view.columns(1..<4), rows: rows.span, adding: offset.span)
      #expect(result.elements == [109, 210, 311, 101, 202, 303, 109, 210, 311])
    }
    check(precision.scalar)
  }

  @Test(arguments: Precision.allCases)
  func `scattering adds up rows of the same index`(precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let source = countingMatrix(rowCount: 3, columnCount: 2, scalar)
      let rows: [Int32] = [2, 0, 2]
      var result = Matrix<Scalar>(rowCount: 4, columnCount: 2, repeating: 10)
      var view = result.mutableView
      view.scatterAdd(source.view, rows: rows.span)
      #expect(result.elements == [12, 13, 10, 10, 14, 16, 10, 10])
    }
    check(precision.scalar)
  }

  @Test func `gather and scatter are products with one-hot rows`() {
    let table = randomMatrix("table", rowCount: 5, columnCount: 6, Double.self)
    let tokens: [Int32] = [4, 4, 0, 3, 1, 4, 2]
    var oneHot = Matrix<Double>(rowCount: 7, columnCount: 5)
    for (row, token) in tokens.enumerated() { oneHot[row, Int(token)] = 1 }

    var gathered = Matrix<Double>(rowCount: 7, columnCount: 6)
    var target = gathered.mutableView
    target.gather(table.view, rows: tokens.span, adding: [Double](repeating: 0, count: 6).span)
    #expect(gathered == Matrix.product(oneHot, table))

    var scattered = Matrix<Double>(rowCount: 5, columnCount: 6)
    var sums = scattered.mutableView
    sums.scatterAdd(gathered.view, rows: tokens.span)
    let expected = Matrix.product(oneHot.transposed, gathered)
    #expect(normwiseError(scattered.elements, expected.elements) < 1e-15)
  }

  @Test func `a row is repeated in every row`() {
    var result = Matrix<Float>(rowCount: 2, columnCount: 3)
    var view = result.mutableView
    view.repeatRow([Float](arrayLiteral: 1, 2, 3).span)
    #expect(result.elements == [1, 2, 3, 1, 2, 3])
  }

  private func check<Scalar: BLASScalar>(_ scalar: Scalar.Type, _ width: Int) {
    let a: Matrix<Scalar> = randomMatrix("a", rowCount: 3, columnCount: width + 2)
    let b: Matrix<Scalar> = randomMatrix("b", rowCount: 3, columnCount: width + 4)
    let other = Matrix(b.view.columns(3..<3 + width)).elements
    let inner = Matrix(a.view.columns(1..<1 + width)).elements
    func after(_ change: (inout MutableRows<Scalar>, Rows<Scalar>) -> Void) -> [Scalar] {
      var result = a
      var view = result.mutableView
      var slice = view.columns(1..<1 + width)
      change(&slice, b.view.columns(3..<3 + width))
      for row in 0..<3 {
        #expect(result[row, 0] == a[row, 0] && result[row, width + 1] == a[row, width + 1])
      }
      return Matrix(result.view.columns(1..<1 + width)).elements
    }
    #expect(after { target, _ in target.fill(2) } == inner.map { _ in 2 })
    #expect(after { target, source in target.copy(source) } == other)
    #expect(after { target, _ in target.scale(by: -3) } == inner.map { $0 * -3 })
    #expect(after { target, source in target.add(source) } == zip(inner, other).map { $0 + $1 })
    #expect(
      after { target, source in target.multiply(by: source) } == zip(inner, other).map { $0 * $1 })
    let scaled = after { target, source in target.add(source, scaledBy: 0.1) }
    let expected = zip(inner, other).map { Double($0) + Double(Scalar(0.1)) * Double($1) }
    #expect(normwiseError(scaled, expected) < Tolerance.of(scalar))
  }
}
