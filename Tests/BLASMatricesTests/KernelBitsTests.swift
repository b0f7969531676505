import BLASMatrices
import Foundation
import Testing

/// The bits of the machine's own products: sums over the depth in order, one fused product at a
/// time; in up to four last columns several such sums side by side.
@Suite(.enabled(if: Float.hasPanelProducts, "no kernels on this machine"))
struct KernelBitsTests {
  @Test func `every product is a fused sum, or sums, in the order of its depth`() {
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
      for columns in [3, 8, 13, 16, 33, 48, 52, 65, 112, 143] {
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
      == elements(start) { row, column, sum in
        let products = (0..<depth).map { (left[row, $0], weights[$0, column]) }
        return isNarrow(column, of: columns) ? sum + dot(products) : fused(products[...], sum)
      }
  }

  private static func isGradientExact(rows: Int, columns: Int, depth: Int) -> Bool {
    let left: Matrix<Float> = randomMatrix("left", rowCount: depth, columnCount: rows)
    let right: Matrix<Float> = randomMatrix("right", rowCount: depth, columnCount: columns)
    let start: Matrix<Float> = randomMatrix("start", rowCount: rows, columnCount: columns)
    var found = start
    var target = found.mutableView
    target.addProduct(left.view.transposed, right.view)
    return found.elements
      == elements(start) { row, column, start in
        var sum = start
        // 128 depths are packed at a time.
        for first in stride(from: 0, to: depth, by: 128) {
          let products = (first..<min(first + 128, depth)).map {
            (left[$0, row], right[$0, column])
          }
          if !isNarrow(column, of: columns) {
            sum = fused(products[...], sum)
          } else {
            sum += isNarrow(row, of: rows) ? dot(products) : strip(products)
          }
        }
        return sum
      }
  }

  /// Whether a column is one of the last that fill a quarter of a panel at most.
  private static func isNarrow(_ column: Int, of count: Int) -> Bool {
    count % 16 <= 4 && column >= count / 16 * 16
  }

  private static func elements(
    _ start: Matrix<Float>, _ sum: (_ row: Int, _ column: Int, _ start: Float) -> Float
  ) -> [Float] {
    var elements: [Float] = []
    for row in 0..<start.rowCount {
      for column in 0..<start.columnCount { elements.append(sum(row, column, start[row, column])) }
    }
    return elements
  }

  private static func fused(_ products: ArraySlice<(Float, Float)>, _ start: Float) -> Float {
    var sum = start
    for (left, right) in products { sum.addProduct(left, right) }
    return sum
  }

  /// Every 16th product in a sum of its own; what is left over follows.
  private static func dot(_ products: [(Float, Float)]) -> Float {
    let whole = products.count / 16 * 16
    var lanes = (0..<16).map { lane in
      fused(stride(from: lane, to: whole, by: 16).map { products[$0] }[...], 0)
    }
    while lanes.count > 1 {
      let half = lanes.count / 2
      lanes = (0..<half).map { lanes[$0] + lanes[$0 + half] }
    }
    return fused(products[whole...], lanes[0])
  }

  /// Every fourth product in a sum of its own; what is left over goes to the first.
  private static func strip(_ products: [(Float, Float)]) -> Float {
    let whole = products.count / 4 * 4
    var sums = (0..<4).map { part in
      fused(stride(from: part, to: whole, by: 4).map { products[$0] }[...], 0)
    }
    sums[0] = fused(products[whole...], sums[0])
    return (sums[0] + sums[1]) + (sums[2] + sums[3])
  }
}
