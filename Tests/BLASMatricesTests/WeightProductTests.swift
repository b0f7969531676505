import BLASMatrices
import Testing

/// Products with packed weights against the products of BLAS, which a triple loop checks.
@Suite struct WeightProductTests {
  /// Around the widths of a panel (16), of its half (8), of a tile (6 rows), of a block (48 rows).
  static let widths = [1, 2, 7, 8, 9, 15, 16, 17, 24, 31, 33, 48, 65, 80, 129]
  static let rowCounts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 16, 47, 48, 49, 97]
  static let depths = [1, 2, 15, 64, 130]

  @Test(arguments: Precision.allCases, depths)
  func `packed products equal those of the stored weights`(precision: Precision, depth: Int) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      for width in Self.widths {
        let weights: Matrix<Scalar> = randomMatrix("weights", rowCount: depth, columnCount: width)
        let panels = WeightPanels<Scalar>(rowCount: depth, columnCount: width)
        panels?.pack(weights.view)
        panels?.packTransposed(weights.view)
        for rows in Self.rowCounts {
          for adds in [false, true] {
            let packed = products(weights, panels, rows: rows, adds: adds)
            let stored = products(weights, nil, rows: rows, adds: adds)
            #expect(
              normwiseError(packed.forward.elements, stored.forward.doubles)
                <= Tolerance.of(scalar), "\(rows) x \(depth) x \(width), adds \(adds)")
            #expect(
              normwiseError(packed.backward.elements, stored.backward.doubles)
                <= Tolerance.of(scalar), "\(rows) x \(width) x \(depth), adds \(adds)")
          }
        }
      }
    }
    check(precision.scalar)
  }

  @Test func `ranges of columns are multiplied packed where panels begin and end with them`() {
    let weights: Matrix<Float> = randomMatrix("weights", rowCount: 40, columnCount: 96)
    let panels = WeightPanels<Float>(rowCount: 40, columnCount: 96)
    panels?.pack(weights.view)
    panels?.packTransposed(weights.view)
    for range in [0..<96, 0..<32, 16..<64, 64..<96, 5..<21, 0..<40, 80..<96, 90..<96] {
      let left: Matrix<Float> = randomMatrix("left", rowCount: 7, columnCount: 40)
      var found = Matrix<Float>(rowCount: 7, columnCount: range.count)
      var target = found.mutableView
      target.setProduct(
        left.view, WeightMatrix(weights.view, panels: panels).columns(range))
      let expected = Matrix.product(left, Matrix(weights.view.columns(range)))
      #expect(normwiseError(found.elements, expected.doubles) <= Tolerance.float, "\(range)")

      let right: Matrix<Float> = randomMatrix("right", rowCount: 7, columnCount: range.count)
      var back = Matrix<Float>(rowCount: 7, columnCount: 40)
      var backTarget = back.mutableView
      backTarget.setProduct(
        right.view, WeightMatrix(weights.view, panels: panels).columns(range).transposed)
      let backward = Matrix.product(right, Matrix(weights.view.columns(range)).transposed)
      #expect(normwiseError(back.elements, backward.doubles) <= Tolerance.float, "\(range)")
    }
  }

  @Test func `panels without a transpose leave products with it to BLAS`() {
    let weights: Matrix<Float> = randomMatrix("weights", rowCount: 40, columnCount: 33)
    let panels = WeightPanels<Float>(rowCount: 40, columnCount: 33, hasTranspose: false)
    panels?.pack(weights.view)
    let found = products(weights, panels, rows: 5, adds: true)
    let stored = products(weights, nil, rows: 5, adds: true)
    #expect(normwiseError(found.forward.elements, stored.forward.doubles) <= Tolerance.float)
    #expect(found.backward == stored.backward)
  }

  @Test(.enabled(if: Float.hasPanelProducts, "no kernel for packed weights on this machine"))
  func `a row has the same bits in any batch, and its neighbours' memory is left alone`() {
    let weights: Matrix<Float> = randomMatrix("weights", rowCount: 50, columnCount: 75)
    let panels = WeightPanels<Float>(rowCount: 50, columnCount: 75)
    panels?.pack(weights.view)
    let left: Matrix<Float> = randomMatrix("left", rowCount: 49, columnCount: 50)
    let whole = product(left, weights, panels)
    for row in 0..<49 {
      let single = Matrix(left.view.rows(row..<row + 1))
      #expect(
        product(single, weights, panels).elements
          == Array(whole.elements[row * 75..<(row + 1) * 75]))
    }
    var frame = Matrix<Float>(rowCount: 49, columnCount: 80)
    var view = frame.mutableView
    view.fill(3)
    var inside = view.columns(2..<77)
    inside.setProduct(left.view, WeightMatrix(weights.view, panels: panels))
    for row in 0..<49 {
      for column in [0, 1, 77, 78, 79] { #expect(frame[row, column] == 3) }
    }
  }

  @Test func `a product of shapes that do not fit names both operands and the destination`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let weights = Matrix<Float>(rowCount: 4, columnCount: 5)
      let panels = WeightPanels<Float>(rowCount: 4, columnCount: 5)
      let left = Matrix<Float>(rowCount: 2, columnCount: 3)
      var result = Matrix<Float>(rowCount: 2, columnCount: 5)
      var target = result.mutableView
      target.setProduct(left.view, WeightMatrix(weights.view, panels: panels))
    }
    #expect(lastWords(of: result).contains("product of [2 x 3] and [4 x 5] into [2 x 5]"))
  }

  @Test(.enabled(if: Float.hasPanelProducts, "no kernel for packed weights on this machine"))
  func `panels of another shape are refused`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let weights = Matrix<Float>(rowCount: 4, columnCount: 6)
      _ = WeightMatrix(weights.view, panels: WeightPanels(rowCount: 4, columnCount: 5))
    }
    #expect(lastWords(of: result).contains("panels of [4 x 5] for weights of [4 x 6]"))
  }

  private func product(
    _ left: Matrix<Float>, _ weights: Matrix<Float>, _ panels: WeightPanels<Float>?
  ) -> Matrix<Float> {
    var result = Matrix<Float>(rowCount: left.rowCount, columnCount: weights.columnCount)
    var target = result.mutableView
    target.setProduct(left.view, WeightMatrix(weights.view, panels: panels))
    return result
  }

  /// x W and y Wᵀ for random x and y, onto random matrices where `adds`, onto NaN else.
  private func products<Scalar: BLASScalar>(
    _ weights: Matrix<Scalar>, _ panels: WeightPanels<Scalar>?, rows: Int, adds: Bool
  ) -> (forward: Matrix<Scalar>, backward: Matrix<Scalar>) {
    let (depth, width) = (weights.rowCount, weights.columnCount)
    func start(_ label: String, columns: Int) -> Matrix<Scalar> {
      guard !adds else { return randomMatrix(label, rowCount: rows, columnCount: columns) }
      let nothing = [Scalar](repeating: .nan, count: rows * columns)
      return Matrix(rowCount: rows, columnCount: columns, elements: nothing)
    }
    let x: Matrix<Scalar> = randomMatrix("x", rowCount: rows, columnCount: depth)
    let y: Matrix<Scalar> = randomMatrix("y", rowCount: rows, columnCount: width)
    var forward = start("forward", columns: width)
    var backward = start("backward", columns: depth)
    let operand = WeightMatrix(weights.view, panels: panels)
    var forwardTarget = forward.mutableView
    forwardTarget.setProduct(x.view, operand, adding: adds)
    var backwardTarget = backward.mutableView
    backwardTarget.setProduct(y.view, operand.transposed, adding: adds)
    return (forward, backward)
  }
}
