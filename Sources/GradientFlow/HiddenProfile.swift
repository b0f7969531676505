import BLASMatrices
import RealModule
import Recurrent

/// How large the hidden states of a window are, seen from its end as ``LagProfile`` sees gradients.
///
/// In relu nets the state grows with the gradient: without bias and input, h is itself a tangent
/// vector of the map from state to state. So the two are read side by side, and growth of |h| warns
/// a few updates before the loss does.
public struct HiddenProfile: Sendable, Equatable {
  /// The median over rows of |h^l_(T-k)|, by layer (lowest first) and lag 0...T-1; infinite where
  /// it is not a number.
  public let normByLagByLayer: [[Double]]
  /// The mean over steps and rows of ln(|h_t| / |h_(t-1)|) within the window, by layer; nil for
  /// layers of which no row has two norms that are finite and not zero.
  public let growthByLayer: [Double?]
  /// The largest |h_t| of any row and step, by layer; infinite where one is not a number.
  public let maximumByLayer: [Double]
  /// The root mean square of single units, by layer.
  public let rootMeanSquareByLayer: [Double]

  /// The median over rows of |h_(T-k)| of the top layer, by lag.
  public var normByLag: [Double] { normByLagByLayer.last ?? [] }

  /// Measures the tapes of a window, one per shard, after the forward pass.
  public init<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ tapes: [NetworkTape<Scalar>]
  ) {
    var medians: [[Double]] = []
    var growths: [Double?] = []
    var maxima: [Double] = []
    var sizes: [Double] = []
    for (index, layer) in architecture.layers.enumerated() {
      let norms = tapes.flatMap { Self.norms($0.layers[index], layer.shape) }
      let all = norms.flatMap { $0 }
      let steps = norms.first?.count ?? 0
      medians.append(
        (0..<steps).map { lag in Quantile.of(norms.map { $0[steps - 1 - lag] }, 0.5) })
      growths.append(Self.growth(norms))
      maxima.append(all.max() ?? 0)
      let squares = all.reduce(0) { $0 + $1 * $1 }
      sizes.append((squares / Double(max(1, all.count * layer.shape.hiddenSize))).squareRoot())
    }
    normByLagByLayer = medians
    growthByLayer = growths
    maximumByLayer = maxima
    rootMeanSquareByLayer = sizes
  }

  /// |h_t| of each row, by step.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func norms<Scalar>(
    _ tape: LayerTape<Scalar>, _ shape: CellShape
  ) -> [[Double]] {
    let hidden = tape.hiddenStates(shape)
    return (0..<tape.batchSize).map { row in
      (0..<tape.steps).map { step in
        let norm = hidden.norm(ofRow: step * tape.batchSize + row)
        return norm.isNaN ? .infinity : norm
      }
    }
  }

  /// The sum of ln(|h_t| / |h_(t-1)|) over a row is that of its two ends.
  private static func growth(_ norms: [[Double]]) -> Double? {
    let rates = norms.compactMap { row -> Double? in
      guard row.count > 1, let first = row.first, let last = row.last else { return nil }
      let rate = (Double.log(last) - Double.log(first)) / Double(row.count - 1)
      return rate.isFinite ? rate : nil
    }
    return rates.isEmpty ? nil : rates.reduce(0, +) / Double(rates.count)
  }
}
