import BLASMatrices
import LaneMath
import RealModule
import Recurrent

/// The Jacobian of the joined state over one step of one row, or over a run of steps.
///
///     J = dh_b / dh_a,   [N x N],   for steps a..<b
///
/// It is made of N cotangents, the rows of the identity, pulled back together: 2 N³ flop a step of
/// an Elman layer (three times that for a GRU). Over many steps its rows are carried on a log
/// scale; singular values that have fallen below rounding beside the largest are lost, which
/// ``LyapunovExponents`` avoid.
///
/// A random-probe estimate of its Frobenius norm, ``JacobianProductNorm``, costs a small part of
/// this.
public struct StateJacobian: Sendable, Equatable {
  /// The steps a..<b.
  public let steps: Range<Int>
  /// J / exp(``logScale``), [N x N]: row i is the gradient of unit i after the steps.
  public let matrix: Matrix<Double>
  /// ln of what was divided out; 0 for a single step.
  public let logScale: Double

  /// The Jacobian over one step.
  ///
  /// - Throws: ``InstrumentRefusal/notFinite(instrument:what:)``.
  /// - Precondition: the tape has that row and that step.
  public init<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>,
    _ tape: NetworkTape<Scalar>, row: Int, step: Int
  ) throws(InstrumentRefusal) {
    try self.init(architecture, parameters, tape, row: row, steps: step..<step + 1)
  }

  /// The product of the step Jacobians over `steps`.
  ///
  /// - Throws: ``InstrumentRefusal/notFinite(instrument:what:)``.
  /// - Precondition: the tape has that row and those steps, of which there is one.
  public init<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>,
    _ tape: NetworkTape<Scalar>, row: Int, steps: Range<Int>
  ) throws(InstrumentRefusal) {
    require(
      row >= 0 && row < tape.batchSize && steps.lowerBound >= 0
        && steps.upperBound <= tape.steps && !steps.isEmpty,
      "steps \(steps) of row \(row) of a tape of \(tape.steps) steps and \(tape.batchSize) rows")
    let alone = NetworkTape(architecture, rows: row..<row + 1, of: tape)
    let cotangents = Self.identity(architecture)
    for step in steps.reversed() {
      cotangents.stack.pull(parameters, alone, step: step) { _, _ in }
      if steps.count > 1 { cotangents.normalize() }
    }
    try self.init(cotangents, steps: steps)
  }

  /// What the rows of the identity have become that were pulled back over `steps`.
  private init<Scalar>(
    _ cotangents: ScaledCotangents<Scalar>, steps: Range<Int>
  ) throws(InstrumentRefusal) {
    let joined = cotangents.joined.inDouble
    // A row of zeros has no scale that means anything.
    let scales = (0..<joined.rowCount).map {
      joined.view.norm(ofRow: $0) == 0 ? -.infinity : cotangents.logScales[$0]
    }
    guard joined.view.largestMagnitude.isFinite else {
      throw .notFinite(instrument: "Jacobian", what: "a derivative or a weight")
    }
    self.steps = steps
    let largest = scales.max() ?? 0
    logScale = largest > -.infinity ? largest : 0
    matrix = Self.scaled(joined, by: scales, relativeTo: logScale)
  }

  private static func identity<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>
  ) -> ScaledCotangents<Scalar> {
    let size = architecture.joinedStateSize
    let cotangents = ScaledCotangents(architecture, batchSize: 1, copies: size)
    cotangents.setJoined(Matrix<Scalar>.identity(size))
    return cotangents
  }

  private static func scaled(
    _ matrix: Matrix<Double>, by scales: [Double], relativeTo largest: Double
  ) -> Matrix<Double> {
    var result = matrix
    var view = result.mutableView
    for row in scales.indices {
      var part = view.rows(row..<row + 1)
      part.scale(by: Double.exp(scales[row] - largest))
    }
    return result
  }
}

extension StateJacobian {
  /// ln ‖J_(T,T-k)‖₂ for some lags k, of products that end at the end T of the window: the most by
  /// which a gradient can grow on its way back over k steps; a k-th of it tends to the largest
  /// Lyapunov exponent.
  ///
  /// All are made in one way back, at the cost of the product over the longest lag, and of singular
  /// values for each.
  ///
  /// - Throws: ``InstrumentRefusal/notFinite(instrument:what:)``.
  /// - Precondition: the tape has that row, and lags are in 1...T.
  public static func logSpectralNorms<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>,
    _ tape: NetworkTape<Scalar>, row: Int, lags: [Int]
  ) throws(InstrumentRefusal) -> [Int: Double] {
    require(
      row >= 0 && row < tape.batchSize && lags.allSatisfy { $0 > 0 && $0 <= tape.steps },
      "lags \(lags) of row \(row) of a tape of \(tape.steps) steps and \(tape.batchSize) rows")
    let alone = NetworkTape(architecture, rows: row..<row + 1, of: tape)
    let cotangents = identity(architecture)
    var norms: [Int: Double] = [:]
    for step in (tape.steps - (lags.max() ?? 0)..<tape.steps).reversed() {
      cotangents.stack.pull(parameters, alone, step: step) { _, _ in }
      cotangents.normalize()
      let lag = tape.steps - step
      guard lags.contains(lag) else { continue }
      norms[lag] = try StateJacobian(cotangents, steps: step..<tape.steps).logSpectralNorm
    }
    return norms
  }

  /// ln σ_i, descending; minus infinity for 0.
  ///
  /// Cost: of the order of 4 N³ flop, by LAPACK.
  public var logSingularValues: [Double] {
    matrix.singularValues.map { logScale + Double.log($0) }
  }

  /// σ_i, descending: by how much the steps stretch their principal directions.
  ///
  /// Their spread says how far the map is from an isometry; those above 1 are directions in which a
  /// gradient grows.
  public var singularValues: [Double] { logSingularValues.map { Double.exp($0) } }

  /// ln ‖J‖₂, the largest of ``logSingularValues``, at their cost.
  public var logSpectralNorm: Double { logSingularValues.first ?? -.infinity }

  /// ln ‖J‖_F.
  public var logFrobeniusNorm: Double {
    logScale + 0.5 * Double.log(matrix.view.sumOfSquares)
  }
}
