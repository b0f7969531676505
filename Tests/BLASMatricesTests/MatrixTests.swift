import BLASMatrices
import Testing

@Suite struct MatrixTests {
  @Test func `elements are row after row`() {
    let matrix = countingMatrix(rowCount: 2, columnCount: 3, Double.self)
    #expect(matrix.elements == [0, 1, 2, 3, 4, 5])
    #expect(matrix[1, 0] == 3)
    #expect(matrix.transposed.elements == [0, 3, 1, 4, 2, 5])
    #expect(matrix.transposed.transposed == matrix)
  }

  @Test func `a new matrix holds one value everywhere`() {
    #expect(Matrix<Float>(rowCount: 2, columnCount: 2).elements == [0, 0, 0, 0])
    #expect(Matrix<Float>(rowCount: 1, columnCount: 2, repeating: 3).elements == [3, 3])
    #expect(
      Matrix<Double>.identity(3, scale: 0.5).elements == [0.5, 0, 0, 0, 0.5, 0, 0, 0, 0.5])
  }

  @Test func `matrices of one element and of none exist`() {
    let one = Matrix<Double>(rowCount: 1, columnCount: 1, elements: [4])
    #expect(one.transposed == one)
    for (rows, columns) in [(0, 0), (0, 3), (3, 0)] {
      var empty = Matrix<Double>(rowCount: rows, columnCount: columns)
      #expect(empty.elements.isEmpty)
      #expect(empty.transposed.rowCount == columns)
      #expect(Matrix(empty.view) == empty)
      var view = empty.mutableView
      view.fill(1)
      view.scale(by: 2)
      #expect(view.reading.sumOfSquares == 0)
    }
  }

  @Test func `matrices of equal elements and unequal shape are not equal`() {
    let elements: [Float] = [1, 2, 3, 4]
    #expect(
      Matrix(rowCount: 1, columnCount: 4, elements: elements)
        != Matrix(rowCount: 2, columnCount: 2, elements: elements))
  }

  @Test func `changing a copy by index leaves the original alone`() {
    let original = countingMatrix(rowCount: 2, columnCount: 2, Float.self)
    var copy = original
    copy[0, 1] = 9
    #expect(original.elements == [0, 1, 2, 3])
    #expect(copy.elements == [0, 9, 2, 3])
  }

  @Test func `changing a copy through a view leaves the original alone`() {
    let original = countingMatrix(rowCount: 2, columnCount: 2, Double.self)
    var copy = original
    var view = copy.mutableView
    view.fill(7)
    #expect(original.elements == [0, 1, 2, 3])
    #expect(copy.elements == [7, 7, 7, 7])
  }

  @Test func `changing the original through a view leaves an earlier copy alone`() {
    var original = countingMatrix(rowCount: 1, columnCount: 3, Double.self)
    let copy = original
    var view = original.mutableView
    var row = view[0]
    row[2] = -1
    #expect(original.elements == [0, 1, -1])
    #expect(copy.elements == [0, 1, 2])
  }

  @Test(arguments: Precision.allCases)
  func `uniform fills stay within their bound and reach for it`(precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      var random = KeyedRandom(seed: 1, purpose: "fill")
      let matrix = Matrix<Scalar>.uniform(
        rowCount: 40, columnCount: 50, bound: 0.3, from: &random)
      let values = matrix.doubles
      #expect(matrix.rowCount == 40 && matrix.columnCount == 50)
      #expect(values.allSatisfy { abs($0) <= Double(Scalar(0.3)) })
      #expect((values.max() ?? 0) > 0.299)
      #expect((values.min() ?? 0) < -0.299)
    }
    check(precision.scalar)
  }

  @Test func `a fill in Float is the fill in Double, rounded`() {
    var (first, second) = (
      KeyedRandom(seed: 1, purpose: "fill"), KeyedRandom(seed: 1, purpose: "fill")
    )
    let float = Matrix<Float>.normal(rowCount: 3, columnCount: 4, deviation: 2, from: &first)
    let double = Matrix<Double>.normal(rowCount: 3, columnCount: 4, deviation: 2, from: &second)
    #expect(float.elements == double.elements.map { Float($0) })
    #expect(first.nextBits() == second.nextBits())
  }

  @Test func `normal fills have the deviation asked for`() {
    var random = KeyedRandom(seed: 1, purpose: "fill")
    let matrix = Matrix<Double>.normal(
      rowCount: 100, columnCount: 100, deviation: 0.2, from: &random)
    let deviation = (matrix.view.sumOfSquares / 10_000).squareRoot()
    #expect(abs(deviation - 0.2) < 0.2 * 0.03)
  }
}
