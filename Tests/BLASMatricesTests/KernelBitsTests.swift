import BLASMatrices
import Foundation
import Testing

/// The bits of the machine's own products: sums over the depth in order, one fused product at a time.
@Suite(.enabled(if: Float.hasPanelProducts, "no kernels on this machine"))
struct KernelBitsTests {
  @Test func `every product is a fused sum in the order of its depth`() {
    #expect(Self.mistakes().isEmpty)
  }

  @Test func `registers of half the width give the same bits`() async {
    await #expect(processExitsWith: .success) {
      setenv("RNN_KERNELS", "avx2", 1)
      precondition(LinearAlgebraBackend.kernels == "avx2")
      let mistakes = Self.mistakes()
      precondition(mistakes.isEmpty, mistakes.joined(separator: "; "))
    }
  }

  @Test func `without kernels the library multiplies`() async {
    await #expect(processExitsWith: .success) {
      setenv("RNN_KERNELS", "blas", 1)
      precondition(LinearAlgebraBackend.kernels == "blas")
      precondition(WeightPanels<Float>(rowCount: 3, columnCount: 3) == nil)
    }
  }

  /// The shapes whose products differ from a scalar loop in any bit.
  ///
  /// The rows are those of all tiles and their rests, the columns of 1, 2, 4 and more panels with
  /// and without a narrow one.
  private static func mistakes() -> [String] {
    var mistakes: [String] = []
    for rows in Array(1...18) + [49] {
      for columns in [3, 8, 13, 16, 33, 48, 65, 112, 143] {
        for depth in [1, 37, 130] {
          if !isForwardExact(rows: rows, columns: columns, depth: depth) {
            mistakes.append("x W of \(rows) x \(depth) x \(columns)")
          }
          if !isGradientExact(rows: rows, columns: columns, depth: depth) {
            mistakes.append("gradient of \(rows) x \(depth) x \(columns)")
          }
        }
      }
    }
    return mistakes
  }

  private static func isForwardExact(rows: Int, columns: Int, depth: Int) -> Bool {
    let left: Matrix<Float> = randomMatrix("left", rowCount: rows, columnCount: depth)
    let weights: Matrix<Float> = randomMatrix("weights", rowCount: depth, columnCount: columns)
    let panels = WeightPanels<Float>(rowCount: depth, columnCount: columns)
    panels?.pack(weights.view)
    let start: Matrix<Float> = randomMatrix("start", rowCount: rows, columnCount: columns)
    var found = start
    var target = found.mutableView
    target.setProduct(left.view, WeightMatrix(weights.view, panels: panels), adding: true)
    return found.elements
      == fusedSums(start, depth: depth, left: { left[$0, $1] }, right: { weights[$0, $1] })
  }

  private static func isGradientExact(rows: Int, columns: Int, depth: Int) -> Bool {
    let left: Matrix<Float> = randomMatrix("left", rowCount: depth, columnCount: rows)
    let right: Matrix<Float> = randomMatrix("right", rowCount: depth, columnCount: columns)
    let start: Matrix<Float> = randomMatrix("start", rowCount: rows, columnCount: columns)
    var found = start
    var target = found.mutableView
    target.addProduct(left.view.transposed, right.view)
    return found.elements
      == fusedSums(start, depth: depth, left: { left[$1, $0] }, right: { right[$0, $1] })
  }

  private static func fusedSums(
    _ start: Matrix<Float>, depth: Int, left: (Int, Int) -> Float, right: (Int, Int) -> Float
  ) -> [Float] {
    var sums = start.elements
    for row in 0..<start.rowCount {
      for column in 0..<start.columnCount {
        var sum = sums[row * start.columnCount + column]
        for d in 0..<depth { sum.addProduct(left(row, d), right(d, column)) }
        sums[row * start.columnCount + column] = sum
      }
    }
    return sums
  }
}
