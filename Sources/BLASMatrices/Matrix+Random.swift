import LaneMath

extension Matrix {
  /// A matrix of numbers uniform in [-bound, bound), drawn row after row from `random`.
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
