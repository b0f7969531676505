import BLASMatrices
import RealModule
import Recurrent

/// Cotangents of the joined state of a stack that are brought back to a norm of about 1 after each
/// step, with what was divided out kept as a logarithm: no number of lags underflows or overflows.
final class ScaledCotangents<Scalar: BLASScalar> {
  let stack: StackPullback<Scalar>
  /// What has been divided out of each cotangent row.
  private(set) var logScales: [Double]
  private let hiddenSizes: [Int]

  init(_ architecture: RecurrentArchitecture<Scalar>, batchSize: Int, copies: Int = 1) {
    stack = StackPullback(architecture, batchSize: batchSize, copies: copies)
    logScales = Array(repeating: 0, count: batchSize * copies)
    hiddenSizes = architecture.layers.map { $0.shape.hiddenSize }
  }

  /// ln of the norm of one layer's hidden part of a cotangent row, as `cotangents` show it.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func logNorm(_ cotangents: borrowing Rows<Scalar>, layer: Int, row: Int) -> Double {
    let hidden = cotangents.columns(0..<hiddenSizes[layer])
    return logScales[row] + Double.log(hidden.norm(ofRow: row))
  }

  /// ln of the norm of the sum of all rows of one layer's hidden part, as `cotangents` show them.
  func logNormOfSum(_ cotangents: borrowing Rows<Scalar>, layer: Int) -> Double {
    let hidden = cotangents.columns(0..<hiddenSizes[layer])
    // A row of zeros has no scale that means anything.
    let scales = (0..<hidden.rowCount).map {
      hidden.norm(ofRow: $0) == 0 ? -.infinity : logScales[$0]
    }
    let largest = scales.max() ?? -.infinity
    guard largest > -.infinity else { return largest }
    let weights = Matrix<Scalar>(
      rowCount: 1, columnCount: hidden.rowCount,
      elements: scales.map { Scalar(Double.exp($0 - largest)) })
    var sum = Matrix<Scalar>(rowCount: 1, columnCount: hidden.columnCount)
    var target = sum.mutableView
    target.setProduct(weights.view, hidden)
    return largest + Double.log(target.reading.norm(ofRow: 0))
  }

  /// ln of the squared norm of a whole cotangent row.
  func logSquare(row: Int) -> Double { 2 * logScales[row] + Double.log(squares(row)) }

  /// Forgets what was divided out of `row`: its norm becomes the unit.
  func resetScale(row: Int) { logScales[row] = 0 }

  /// Brings the joined cotangent of each row, or of the first `count`, to a norm in [1, 2) and
  /// remembers the logarithm.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func normalize(first count: Int? = nil) {
    for row in 0..<(count ?? logScales.count) { normalize(row: row) }
  }

  /// Brings one joined cotangent to a norm in [1, 2); zero and what is not finite stay.
  ///
  /// Powers of two round nothing; the norm may be subnormal (a softmax that is nearly saturated).
  @inline(__always)
  func normalize(row: Int) {
    let norm = squares(row).squareRoot()
    guard norm > 0, norm.isFinite else { return }
    let exponent = Int(norm.exponent)
    guard exponent != 0 else { return }
    for memory in stack.states {
      var rows = memory.mutableRows(row..<row + 1)
      rows.scale(byPowerOfTwo: -exponent)
    }
    logScales[row] += Double(exponent) * Double.log(2)
  }

  /// Sets all cotangents, [C*B x N], the layers' states side by side; scales begin anew.
  func setJoined(_ values: Matrix<Scalar>) {
    var offset = 0
    for memory in stack.states {
      var target = memory.mutableView
      target.copy(values.view.columns(offset..<offset + memory.columnCount))
      offset += memory.columnCount
    }
    logScales = logScales.map { _ in 0 }
  }

  /// All cotangents, [C*B x N], without their scales.
  var joined: Matrix<Scalar> {
    let width = stack.states.reduce(0) { $0 + $1.columnCount }
    var result = Matrix<Scalar>(rowCount: logScales.count, columnCount: width)
    var view = result.mutableView
    var offset = 0
    for memory in stack.states {
      var part = view.columns(offset..<offset + memory.columnCount)
      part.copy(memory.view)
      offset += memory.columnCount
    }
    return result
  }

  @inline(__always)
  private func squares(_ row: Int) -> Double {
    // A loop: in generic code a reduction calls through witnesses at every element.
    var sum = 0.0
    for layer in stack.states.indices {
      let memory = stack.states[layer]
      sum += LaneReductions.sumOfSquares(memory.view[row])
    }
    return sum
  }
}
