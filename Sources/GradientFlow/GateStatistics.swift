import BLASMatrices
import Recurrent

/// How open one multiplicative gate of one layer is, over the units, rows and steps of a window.
///
/// The update gate of a GRU keeps the old state: open (near 1) it remembers, shut it forgets. The
/// reset gate lets the old state into the candidate.
public struct GateStatistics: Sendable, Equatable {
  /// How many equal bins of [0, 1] the histogram has.
  public static let binCount = 20

  /// The layer, from 0.
  public let layer: Int
  /// The gate's name: "reset", "update".
  public let gate: String
  /// The mean value.
  public let mean: Double
  /// How many values fall into each twentieth of [0, 1]; values outside go to the ends, NaN is
  /// left out.
  public let histogram: [Int]

  /// The share of values from 0.95 up.
  public var openFraction: Double { share(of: histogram.last ?? 0) }

  /// The share of values below 0.05.
  public var shutFraction: Double { share(of: histogram.first ?? 0) }

  private func share(of count: Int) -> Double {
    Double(count) / Double(max(1, histogram.reduce(0, +)))
  }

  /// What the gate is called in records: its name, with the layer before it, from 1 as readers
  /// count, where there are several.
  public func key(layerCount: Int) -> String { layerCount > 1 ? "\(layer + 1).\(gate)" : gate }

  /// Measures every multiplicative gate of a window, lowest layer first; none for Elman layers.
  public static func all<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ tapes: [NetworkTape<Scalar>]
  ) -> [GateStatistics] {
    var results: [GateStatistics] = []
    for (index, layer) in architecture.layers.enumerated() {
      for gate in layer.shape.gates where gate.isMultiplicative {
        guard let column = gate.valueColumn else { continue }
        let columns = column..<column + layer.shape.hiddenSize
        var (sum, count) = (0.0, 0)
        var histogram = Array(repeating: 0, count: binCount)
        for tape in tapes {
          let memory = tape.layers[index].records
          let values = memory.view.columns(columns)
          for row in 0..<values.rowCount { sum += Double(LaneReductions.sum(values[row])) }
          count += values.rowCount * columns.count
          values.addUnitHistogram(ofMagnitudes: false, to: &histogram)
        }
        results.append(
          GateStatistics(
            layer: index, gate: gate.name, mean: sum / Double(max(1, count)),
            histogram: histogram))
      }
    }
    return results
  }
}
