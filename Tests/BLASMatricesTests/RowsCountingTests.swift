import BLASMatrices
import Testing

@Suite struct RowsCountingTests {
  @Test(arguments: Precision.allCases)
  func `a histogram of the unit interval takes outliers into its ends`(precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let matrix = Matrix<Scalar>(
        rowCount: 2, columnCount: 5,
        elements: [-0.3, 0, 0.24, 0.25, 0.5, 0.99, 1, 7, .infinity, .nan])
      var counts = [1, 0, 0, 0]
      matrix.view.addUnitHistogram(ofMagnitudes: false, to: &counts)
      #expect(counts == [4, 1, 1, 4])
      var magnitudes = [0, 0, 0, 0]
      matrix.view.addUnitHistogram(ofMagnitudes: true, to: &magnitudes)
      #expect(magnitudes == [2, 2, 1, 4])
    }
    check(precision.scalar)
  }

  @Test func `only the columns of the view are counted`() {
    let matrix = Matrix<Double>(rowCount: 2, columnCount: 3, elements: [0, 0.9, 0, 0, 0.1, 0])
    var counts = [0, 0]
    matrix.view.columns(1..<2).addUnitHistogram(ofMagnitudes: false, to: &counts)
    #expect(counts == [1, 1])
  }
}
