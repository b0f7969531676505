import LaneMath

extension Matrix {
  /// A matrix of numbers uniform between -bound and bound, drawn row after row from `random`.
  ///
  /// They are drawn in Double and rounded to `Scalar`.
  ///
  /// - Precondition: neither size is negative.
  public static func uniform(
    rowCount: Int, columnCount: Int, bound: Double, from random: inout KeyedRandom
  ) -> Matrix {
    Matrix(
      rowCount: rowCount, columnCount: columnCount,
      elements: (0..<rowCount * columnCount).map { _ in
        Scalar((2 * random.nextUniform() - 1) * bound)
      })
  }

  /// A matrix of normal numbers of mean 0, drawn row after row from `random`.
  ///
  /// They are drawn in Double and rounded to `Scalar`.
  ///
  /// - Precondition: neither size is negative.
  public static func normal(
    rowCount: Int, columnCount: Int, deviation: Double, from random: inout KeyedRandom
  ) -> Matrix {
    Matrix(
      rowCount: rowCount, columnCount: columnCount,
      elements: (0..<rowCount * columnCount).map { _ in
        Scalar(random.nextNormal() * deviation)
      })
  }
}
