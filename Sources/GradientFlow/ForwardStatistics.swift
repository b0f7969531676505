import BLASMatrices
import Recurrent

/// What the forward pass of a window shows of its hidden units and gates.
///
/// Norms are those of the top layer; shares are over the units of all layers.
public struct ForwardStatistics: Sendable, Equatable {
  /// The mean over rows of |h_T|, the Euclidean norm of the top layer's state after the window.
  public let hiddenNorm: Double
  /// The largest |h_t| of any row and step of the top layer.
  public let hiddenMaximum: Double
  /// The share of hidden units (and steps and rows) with derivative exactly 0; nil where a
  /// row-wise activation has no derivative of its own.
  public let inactiveFraction: Double?
  /// The share with |derivative| < 0.1; nil for activations such as relu, in which a small
  /// derivative is no saturation.
  public let saturatedFraction: Double?
  /// For each multiplicative gate by name, the share of values below 0.05 or above 0.95.
  public let gateSaturatedFraction: [String: Double]
}

extension ForwardStatistics {
  /// The derivative below which a bounded unit counts as saturated.
  public static let saturatedDerivative = 0.1
  /// The values beyond which a gate counts as saturated.
  public static let openGate = 0.05...0.95

  /// Measures the tapes of a window.
  public init<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ tapes: [NetworkTape<Scalar>]
  ) {
    var counts = Counts()
    for tape in tapes {
      for (layer, layerTape) in zip(architecture.layers, tape.layers) {
        counts.add(layer, layerTape)
      }
    }
    let norms = tapes.flatMap { tape in Self.norms(architecture, tape) }
    hiddenMaximum = norms.map(\.largest).reduce(0) {
      $0.isNaN ? $0 : ($1 > $0 || $1.isNaN ? $1 : $0)
    }
    hiddenNorm = norms.map(\.last).reduce(0, +) / Double(max(1, norms.count))
    inactiveFraction = counts.inactive.share
    saturatedFraction = counts.saturated.share
    gateSaturatedFraction = counts.gates.compactMapValues(\.share)
  }

  /// For each row of a tape |h_T| and max |h_t| of the top layer.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func norms<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ tape: NetworkTape<Scalar>
  ) -> [(last: Double, largest: Double)] {
    let hidden = architecture.topHidden(tape)
    return (0..<tape.batchSize).map { row in
      var largest = 0.0
      var last = 0.0
      for step in 0..<tape.steps {
        last = hidden.norm(ofRow: step * tape.batchSize + row)
        if !(last <= largest) { largest = last }
      }
      return (last, largest)
    }
  }
}

extension ForwardStatistics {
  /// How many of how many.
  private struct Tally {
    var hits = 0
    var all = 0
    var share: Double? { all == 0 ? nil : Double(hits) / Double(all) }
  }

  private struct Counts {
    var inactive = Tally()
    var saturated = Tally()
    var gates: [String: Tally] = [:]

    mutating func add<Scalar>(_ layer: RecurrentLayer<Scalar>, _ tape: LayerTape<Scalar>) {
      let memory = tape.records
      let size = layer.shape.hiddenSize
      for (gate, activation) in zip(layer.shape.gates, layer.cell.activations) {
        if gate.isMultiplicative {
          guard let column = gate.valueColumn else { continue }
          let values = memory.view.columns(column..<column + size)
          var tally = gates[gate.name] ?? Tally()
          tally.hits += values.count(
            outside: Scalar(openGate.lowerBound)...Scalar(openGate.upperBound))
          tally.all += values.rowCount * size
          gates[gate.name] = tally
        } else if activation.isElementwise {
          let column = gate.activationColumn
          let derivatives = memory.view.columns(column..<column + size)
          inactive.hits += derivatives.count(magnitudeBelow: .leastNonzeroMagnitude)
          inactive.all += derivatives.rowCount * size
          guard activation.saturates else { continue }
          saturated.hits += derivatives.count(magnitudeBelow: Scalar(saturatedDerivative))
          saturated.all += derivatives.rowCount * size
        }
      }
    }
  }
}
