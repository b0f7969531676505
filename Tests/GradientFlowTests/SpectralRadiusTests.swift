import BLASMatrices
import Foundation
import GradientFlow
import Recurrent
import Testing

struct SpectralRadiusTests {
  /// What the root leaves of a factor of a few units, see ``SpectralRadius``.
  private let tolerance = 1e-3

  private func radius<Scalar>(_ recurrent: Matrix<Scalar>) throws -> Double {
    let model = FlowModel<Scalar>(
      recurrent: recurrent, direction: Array(repeating: 1, count: recurrent.rowCount))
    return try SpectralRadius.byLayer(model.network.architecture, model.network.parameters.view)[0]
  }

  @Test(arguments: [16, 64, 128], [0.3, 1, 40])
  func `it is that of LAPACK for random matrices`(size: Int, gain: Double) throws {
    for seed in UInt64(1)...5 {
      var random = KeyedRandom(seed: seed, purpose: "radius", index: 0)
      let matrix = Matrix<Float>.normal(
        rowCount: size, columnCount: size, deviation: gain / Double(size).squareRoot(),
        from: &random)
      let exact = matrix.inDouble.eigenvalues[0]
      let found = try radius(matrix)
      #expect(abs(found / hypot(exact.real, exact.imaginary) - 1) < tolerance)
    }
  }

  @Test func `a rotation with shrinking has its factor exactly`() throws {
    let (c, s) = (0.9 * cos(1.0), 0.9 * sin(1.0))
    #expect(
      abs(try radius(Matrix(rowCount: 2, columnCount: 2, elements: [c, -s, s, c])) - 0.9) < 1e-12)
  }

  @Test func `one eigenvalue that is hardly larger than all others is seen`() throws {
    var matrix = Matrix<Float>.identity(64)
    for index in 0..<64 { matrix[index, index] = 0.9 }
    matrix[17, 17] = 0.91
    #expect(abs(try radius(matrix) - 0.91) < 1e-5)
  }

  @Test func `a Jordan block is no larger than its eigenvalue`() throws {
    let found = try radius(
      Matrix<Double>(rowCount: 2, columnCount: 2, elements: [0.9, 10, 0, 0.9]))
    #expect(abs(found - 0.9) < 1e-4)
  }

  @Test func `what is nilpotent or zero has none, at any scale`() throws {
    #expect(try radius(Matrix<Float>(rowCount: 2, columnCount: 2, elements: [0, 1e30, 0, 0])) == 0)
    #expect(try radius(Matrix<Float>(rowCount: 3, columnCount: 3)) == 0)
    let tiny = Matrix<Float>(rowCount: 2, columnCount: 2, elements: [1e-30, 0, 0, 1e-30])
    #expect(abs(try radius(tiny) / 1e-30 - 1) < 1e-6)
    let huge = Matrix<Float>(rowCount: 2, columnCount: 2, elements: [1e30, 0, 0, -1e30])
    #expect(abs(try radius(huge) / 1e30 - 1) < 1e-6)
  }

  @Test func `weights that are not finite are refused by name`() {
    let error = #expect(throws: InstrumentRefusal.self) {
      try radius(Matrix<Float>(rowCount: 1, columnCount: 1, elements: [.infinity]))
    }
    #expect(error?.description.hasPrefix("No spectral radius: rnn.weight_hh_l0 ") == true)
  }
}
