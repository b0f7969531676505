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
    hiddenSizes = architecture.layers.map(\.shape.hiddenSize)
  }

  /// ln of the norm of one layer's hidden part of a cotangent row, as `cotangents` show it.
  func logNorm(_ cotangents: borrowing Rows<Scalar>, layer: Int, row: Int) -> Double {
    let hidden = cotangents.columns(0..<hiddenSizes[layer])
    return logScales[row] + Double.log(hidden.norm(ofRow: row))
  }

  /// ln of the squared norm of a whole cotangent row.
  func logSquare(row: Int) -> Double { 2 * logScales[row] + Double.log(squares(row)) }

  /// Forgets what was divided out of `row`: its norm becomes the unit.
  func resetScale(row: Int) { logScales[row] = 0 }

  /// Brings the joined cotangent of each row to a norm in [1, 2) and remembers the logarithm.
  func normalize() {
    for row in logScales.indices { normalize(row: row) }
  }

  /// Brings one joined cotangent to a norm in [1, 2); zero and what is not finite stay.
  ///
  /// Powers of two round nothing; two steps, because a subnormal norm (a softmax that is nearly
  /// saturated) has no finite reciprocal in Float.
  func normalize(row: Int) {
    let norm = squares(row).squareRoot()
    guard norm > 0, norm.isFinite else { return }
    let exponent = Int(norm.exponent)
    guard exponent != 0 else { return }
    let half = exponent / 2
    for memory in stack.states {
      var rows = memory.mutableRows(row..<row + 1)
      rows.scale(by: Scalar(sign: .plus, exponent: Scalar.Exponent(-half), significand: 1))
      rows.scale(
        by: Scalar(sign: .plus, exponent: Scalar.Exponent(half - exponent), significand: 1))
    }
    logScales[row] += Double(exponent) * Double.log(2)
  }

  private func squares(_ row: Int) -> Double {
    stack.states.reduce(0.0) { $0 + LaneReductions.sumOfSquares($1.view[row]) }
  }
}
