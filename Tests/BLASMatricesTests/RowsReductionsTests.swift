import BLASMatrices
import Testing

@Suite struct RowsReductionsTests {
  @Test(arguments: Precision.allCases, [0, 1, 7, 8, 9, 64, 131])
  func `sums, squares and the largest value equal a plain loop`(precision: Precision, count: Int) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let values = randomMatrix("reduce", rowCount: 1, columnCount: count, scalar).elements
      let doubles = values.map { Double($0) }
      let sum = doubles.reduce(0, +)
      let size = doubles.reduce(0) { $0 + abs($1) }
      let error = abs(Double(LaneReductions.sum(values.span)) - sum)
      #expect(error <= Tolerance.of(scalar) * max(size, 1))
      #expect(LaneReductions.maximum(values.span) == values.max() ?? -.infinity)
      let squares = doubles.reduce(0) { $0 + $1 * $1 }
      #expect(abs(LaneReductions.sumOfSquares(values.span) - squares) <= 1e-13 * squares)
    }
    check(precision.scalar)
  }

  @Test(arguments: 0..<19)
  func `the largest value is found in every place, past NaN`(place: Int) {
    var values = [Float](repeating: -5, count: 19)
    values[place] = 3
    #expect(LaneReductions.maximum(values.span) == 3)
    values[(place + 1) % 19] = .nan
    values[(place + 9) % 19] = .nan
    #expect(LaneReductions.maximum(values.span) == 3)
  }

  @Test func `the largest of NaN alone is minus infinity`() {
    #expect(LaneReductions.maximum([Float](repeating: .nan, count: 11).span) == -.infinity)
    #expect(LaneReductions.maximum([Double.infinity, 1].span) == .infinity)
  }

  @Test func `sums carry NaN and infinity`() {
    #expect(LaneReductions.sum([Float.nan, 1, 2].span).isNaN)
    #expect(LaneReductions.sumOfSquares([Float.nan, 1, 2].span).isNaN)
    #expect(LaneReductions.sum([Double.infinity, 1].span) == .infinity)
  }

  @Test func `squares of large Floats do not overflow and small ones do not vanish`() {
    for count in [3, 20] {
      let large = [Float](repeating: 1e30, count: count)
      let expected = Double(Float(1e30)) * Double(Float(1e30)) * Double(count)
      #expect(abs(LaneReductions.sumOfSquares(large.span) / expected - 1) < 1e-14)
      let small = [Float](repeating: 1e-30, count: count)
      #expect(LaneReductions.sumOfSquares(small.span) > 0.9e-60)
      let view = Rows(large.span, rowCount: 1, columnCount: count)
      #expect(abs(view.norm(ofRow: 0) / expected.squareRoot() - 1) < 1e-14)
    }
  }

  @Test(arguments: Precision.allCases)
  func `reductions of a slice see the slice alone`(precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let matrix = countingMatrix(rowCount: 3, columnCount: 4, scalar)
      let slice = matrix.view.rows(1..<3).columns(1..<3)  // 5 6, 9 10
      #expect(slice.sumOfSquares == 242)
      #expect(slice.norm(ofRow: 0) == 61.0.squareRoot())
      #expect(slice.largestMagnitude == 10)
      #expect(slice.count(magnitudeBelow: 9) == 2)
      #expect(slice.count(outside: 6...9) == 2)
      var sums: [Scalar] = [1, 2]
      var span = sums.mutableSpan
      slice.addColumnSums(to: &span)
      #expect(sums == [15, 18])
    }
    check(precision.scalar)
  }

  @Test func `the largest magnitude keeps a NaN wherever it stands`() {
    for place in 0..<5 {
      var values: [Double] = [1, -7, 3, 2, 0]
      #expect(Rows(values.span, rowCount: 1, columnCount: 5).largestMagnitude == 7)
      values[place] = .nan
      #expect(Rows(values.span, rowCount: 1, columnCount: 5).largestMagnitude.isNaN)
    }
  }

  @Test func `NaN is outside of every range and below no bound`() {
    let values: [Float] = [.nan, 0.5, 2]
    let view = Rows(values.span, rowCount: 1, columnCount: 3)
    #expect(view.count(outside: 0...1) == 2)
    #expect(view.count(magnitudeBelow: .infinity) == 2)
  }

  @Test func `the products come from a library that names itself`() {
    #expect(!LinearAlgebraBackend.library.isEmpty)
    #expect(LinearAlgebraBackend.library.last != " ")
    #expect(!LinearAlgebraBackend.coreType.isEmpty)
  }
}
