import LaneMath

extension Matrix {
  /// A matrix of numbers uniform between -bound and bound, drawn row after row from `random`.
  ///
  /// They are drawn in Double and rounded to `Scalar`.
  ///
  /// - Precondition: neither size is negative.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func uniform(
    rowCount: Int, columnCount: Int, bound: Double, from random: inout KeyedRandom
  ) -> Matrix {
    var matrix = Matrix(rowCount: rowCount, columnCount: columnCount)
    for index in 0..<rowCount * columnCount {
      matrix.elements[index] = Scalar((2 * random.nextUniform() - 1) * bound)
    }
    return matrix
  }

  /// A matrix of normal numbers of mean 0, drawn row after row from `random`.
  ///
  /// They are drawn in Double and rounded to `Scalar`.
  ///
  /// - Precondition: neither size is negative.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func normal(
    rowCount: Int, columnCount: Int, deviation: Double, from random: inout KeyedRandom
  ) -> Matrix {
    var matrix = Matrix(rowCount: rowCount, columnCount: columnCount)
    for index in 0..<rowCount * columnCount {
      matrix.elements[index] = Scalar(random.nextNormal() * deviation)
    }
    return matrix
  }
}
