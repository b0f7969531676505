import BLASMatrices

/// The derivative of a matrix by one number, from four evaluations; its error is of order step⁴.
func centralDifferences(
  step: Double, _ evaluate: (Double) -> Matrix<Double>
) -> Matrix<Double> {
  let values = [2.0, 1, -1, -2].map { evaluate($0 * step).elements }
  let shape = evaluate(0)
  let slopes = shape.elements.indices.map { index in
    (8 * (values[1][index] - values[2][index]) - (values[0][index] - values[3][index]))
      / (12 * step)
  }
  return Matrix(rowCount: shape.rowCount, columnCount: shape.columnCount, elements: slopes)
}
