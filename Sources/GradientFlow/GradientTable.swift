import BLASMatrices
import LaneMath
import RealModule
import Recurrent

/// The gradient of every loss of a window with respect to every hidden state before it, for one
/// row.
///
///     ‖dL_t/dh^l_(t-k)‖   for all t and k, in all layers
///
/// ``LagProfile`` follows one loss; here each loss step has a cotangent row of its own, and all go
/// back together: T (T + 1) / 2 row-steps for T steps (42 Mflop for T = 50, N = 128), and as many
/// numbers for each layer. Rows are carried on a log scale.
public struct GradientTable: Sendable, Equatable {
  /// ln ‖dL_t/dh^l_(t-k)‖, by layer (lowest first), loss step t and lag k = 0...t.
  public let logNorms: [[[Double]]]
  /// ln ‖Σ_t dL_t/dh^l_s‖, by layer and step s: the gradient that training sees, of the sum of all
  /// losses from s on.
  public let logTotals: [[Double]]

  /// Measures row `row` of a window.
  ///
  /// - Parameters:
  ///   - architecture: the layers.
  ///   - parameters: the weights that made the tape.
  ///   - tape: the window after its forward pass; only read.
  ///   - row: of the tape, from 0.
  ///   - count: T, the steps of the table: the last ones of the window; nil for all.
  /// - Precondition: the tape has that row, and so many steps; `count` is positive.
  public init<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>,
    _ tape: NetworkTape<Scalar>, row: Int, lastSteps count: Int? = nil
  ) {
    require(row >= 0 && row < tape.batchSize, "row \(row) of a tape of \(tape.batchSize) rows")
    let (steps, layers) = (count ?? tape.steps, architecture.layers.count)
    require(
      steps > 0 && steps <= tape.steps, "the last \(steps) steps of a tape of \(tape.steps)")
    let alone = NetworkTape(architecture, rows: row..<row + 1, of: tape)
    let cotangents = ScaledCotangents(architecture, batchSize: 1, copies: steps)
    var norms = Array(
      repeating: Array(repeating: [Double](), count: steps), count: layers)
    var totals = Array(repeating: Array(repeating: 0.0, count: steps), count: layers)
    let top = cotangents.stack.states[layers - 1]
    for step in (0..<steps).reversed() {
      let place = tape.steps - steps + step
      // The losses met so far come first: copy c belongs to the table's loss of step T - 1 - c.
      let copy = steps - 1 - step
      var target = top.mutableRows(copy..<copy + 1)
      var hidden = target.columns(0..<architecture.readout.inputSize)
      architecture.setLossCotangent(parameters, alone, step: place, into: &hidden)
      cotangents.normalize(row: copy)
      cotangents.stack.pull(parameters, alone, step: place, copies: copy + 1) { layer, rows in
        for copy in 0..<rows.rowCount {
          norms[layer][steps - 1 - copy].append(
            cotangents.logNorm(rows, layer: layer, row: copy))
        }
        totals[layer][step] = cotangents.logNormOfSum(rows, layer: layer)
      }
      cotangents.normalize(first: copy + 1)
    }
    logNorms = norms
    logTotals = totals
  }

  /// ln G(k): the median over losses t ≥ k of ‖dL_t/dh_(t-k)‖ / ‖dL_t/dh_t‖, by lag.
  ///
  /// Losses without a gradient (a saturated softmax) are left out.
  ///
  /// - Precondition: the table has that layer.
  public func medianByLag(layer: Int) -> [Double] {
    let usable = logNorms[layer].filter { $0[0].isFinite && !$0.contains(where: \.isNaN) }
    let lags = usable.map(\.count).max() ?? 0
    return (0..<lags).map { lag in
      Quantile.of(usable.filter { lag < $0.count }.map { $0[lag] - $0[0] }, 0.5)
    }
  }
}
