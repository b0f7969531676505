import BLASMatrices

/// Numbers in [-1, 1) that depend on the label and the shape alone.
func randomMatrix<Scalar: BLASScalar>(
  _ label: String, rowCount: Int, columnCount: Int, _ scalar: Scalar.Type = Scalar.self
) -> Matrix<Scalar> {
  var random = KeyedRandom(
    seed: 7, purpose: label, index: UInt64(rowCount) << 32 | UInt64(columnCount))
  return .uniform(rowCount: rowCount, columnCount: columnCount, bound: 1, from: &random)
}

/// The numbers from 0 upwards, row after row.
func countingMatrix<Scalar: BLASScalar>(
  rowCount: Int, columnCount: Int, _ scalar: Scalar.Type = Scalar.self
) -> Matrix<Scalar> {
  Matrix(
    rowCount: rowCount, columnCount: columnCount,
    elements: (0..<rowCount * columnCount).map { Scalar($0) })
}

extension Matrix {
  /// The elements in Double.
  var doubles: [Double] { elements.map { Double($0) } }
}
