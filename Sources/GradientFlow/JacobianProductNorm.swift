import BLASMatrices
import LaneMath
import RealModule
import Recurrent

/// The Frobenius norm of products of step Jacobians, by lag, from random probes, with its error.
///
///     ‖J_(T,T-k)‖_F² = E |J_(T,T-k)ᵀ v|²,   v ~ N(0, 1)
///
/// P probes a row go back as further cotangents beside each other; the mean of their squared norms,
/// over rows too, is the estimate. It does not depend on any loss. Mean-field theory predicts
/// N χ^k as long as k is small beside N.
///
/// The error is made from what is there: from the spread of the rows' means where there is more
/// than one row, else from that of the probes. With lag the product comes down to a few directions,
/// and the error of a probe grows towards √2.
///
/// Cost: P row-steps a step and row.
public struct JacobianProductNorm: Sendable, Equatable {
  /// ln of the estimate of ‖J_(T,T-k)‖_F², by k from 0, where it is N up to its error.
  public let logSquares: [Double]
  /// The standard error of that square, as a share of it, by k; NaN with one row and one probe.
  public let relativeErrors: [Double]
  /// ln of |J_(T,T-k)ᵀ v|² of the rows (of the probes where there is one row), by k.
  private let samples: [[Double]]
  /// P.
  public let probes: Int
  /// B.
  public let rows: Int
  /// N: the width of the joined state.
  public let stateSize: Int

  /// Measures products that end at the end of a window.
  ///
  /// - Parameters:
  ///   - architecture: the layers.
  ///   - parameters: the weights that made the tape.
  ///   - tape: the window after its forward pass; only read.
  ///   - lags: how many steps to go back; nil for the whole window.
  ///   - probes: P.
  ///   - seed: of the probes.
  /// - Throws: ``InstrumentRefusal/notFinite(instrument:what:)``.
  /// - Precondition: P is positive, and `lags` at most the window.
  public init<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>,
    _ tape: NetworkTape<Scalar>, lags: Int? = nil, probes: Int = 8, seed: UInt64 = 0
  ) throws(InstrumentRefusal) {
    let lags = lags ?? tape.steps
    require(
      probes > 0 && lags >= 0 && lags <= tape.steps,
      "\(probes) probes over \(lags) lags of a window of \(tape.steps) steps")
    let (rows, size) = (tape.batchSize, architecture.joinedStateSize)
    let cotangents = ScaledCotangents(architecture, batchSize: rows, copies: probes)
    var random = KeyedRandom(seed: seed, purpose: "jacobian probes")
    cotangents.setJoined(
      Matrix<Scalar>.normal(
        rowCount: rows * probes, columnCount: size, deviation: 1, from: &random))
    var squares: [Double] = []
    var errors: [Double] = []
    var samples: [[Double]] = []
    for lag in 0...lags {
      if lag > 0 {
        cotangents.stack.pull(parameters, tape, step: tape.steps - lag) { _, _ in }
        cotangents.normalize()
      }
      let logs = (0..<rows * probes).map { cotangents.logSquare(row: $0) }
      guard !logs.contains(where: \.isNaN), !logs.contains(.infinity) else {
        throw .notFinite(instrument: "Jacobian product", what: "a derivative or a weight")
      }
      samples.append(Self.samples(logs, rows: rows))
      let (mean, error) = Self.mean(samples[lag])
      squares.append(mean)
      errors.append(error)
    }
    logSquares = squares
    relativeErrors = errors
    self.samples = samples
    self.probes = probes
    self.rows = rows
    stateSize = size
  }

  /// The slope of ``logSquares`` over a range of lags: ln χ in mean-field theory, twice the rate of
  /// a gradient's norm.
  ///
  /// - Precondition: the range has two lags, within those measured, at which the norm is not zero.
  public func slope(over lags: ClosedRange<Int>) -> Double {
    require(
      lags.lowerBound >= 0 && lags.upperBound < logSquares.count && lags.count > 1,
      "a slope over lags \(lags) of \(logSquares.count)")
    return ProfileFit.slope(of: logSquares, lags: Array(lags))
  }

  /// The standard error of ``slope(over:)``, by leaving out one row (with one row, one probe) at a
  /// time; nil with a single one, or where a norm is zero.
  ///
  /// Lags share their probes, so that the slope is far better known than a product at a long lag.
  ///
  /// - Precondition: as for ``slope(over:)``.
  public func slopeError(over lags: ClosedRange<Int>) -> Double? {
    let count = samples[0].count
    guard count > 1 else { return nil }
    let slopes = (0..<count).map { left in
      var logs = logSquares
      for lag in lags {
        logs[lag] =
          Self.mean(samples[lag].indices.filter { $0 != left }.map { samples[lag][$0] }).log
      }
      // The slope is taken from differences to the first logarithm, whatever it is.
      return ProfileFit.slope(of: logs, lags: Array(lags))
    }
    let mean = slopes.reduce(0, +) / Double(count)
    let squares = slopes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares * Double(count - 1) / Double(count)).squareRoot()
    return error.isFinite ? error : nil
  }

  /// By row, the logarithm of the mean of its probes; the probes themselves where there is one row.
  private static func samples(_ logs: [Double], rows: Int) -> [Double] {
    guard rows > 1 else { return logs }
    // Cotangent row c * B + b belongs to row b.
    return (0..<rows).map { row in
      mean(stride(from: row, to: logs.count, by: rows).map { logs[$0] }).log
    }
  }

  /// The logarithm of the mean of what has the logarithms `logs`, and the mean's relative error.
  private static func mean(_ logs: [Double]) -> (log: Double, error: Double) {
    let largest = logs.max() ?? 0
    guard largest.isFinite else { return (largest, 0) }
    let values = logs.map { Double.exp($0 - largest) }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (largest + Double.log(mean), (squares / (count * (count - 1))).squareRoot() / mean)
  }
}
