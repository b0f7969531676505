import BLASMatrices
import Recurrent

/// How the magnitudes |f'(a)| of the hidden units (of a GRU, the candidates) are spread.
///
/// They are the diagonal D in J = D W: mass at the left end cuts gradients off there, mass at 1
/// lets the weights decide.
public struct DerivativeHistogram: Sendable, Equatable {
  /// How many equal bins of [0, 1] the histogram has.
  public static let binCount = 20

  /// By layer, lowest first, how many derivatives fall into each twentieth of [0, 1].
  ///
  /// The last bin has all above 1 too. Nil for a layer whose activation is row-wise and has no
  /// derivative of its own.
  public let countsByLayer: [[Int]?]

  /// The counts of all layers together; nil where no layer has derivatives.
  public var counts: [Int]? {
    let layers = countsByLayer.compactMap(\.self)
    guard let first = layers.first else { return nil }
    return layers.dropFirst().reduce(first) { sum, layer in zip(sum, layer).map { $0 + $1 } }
  }

  /// Measures the tapes of a window after the forward pass.
  public init<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ tapes: [NetworkTape<Scalar>]
  ) {
    countsByLayer = architecture.layers.indices.map { index in
      let layer = architecture.layers[index]
      let gate = layer.shape.contentGate
      guard layer.cell.activations[gate].isElementwise else { return nil }
      let column = layer.shape.gates[gate].activationColumn
      var counts = Array(repeating: 0, count: Self.binCount)
      for tape in tapes {
        let memory = tape.layers[index].records
        memory.view.columns(column..<column + layer.shape.hiddenSize)
          .addUnitHistogram(ofMagnitudes: true, to: &counts)
      }
      return counts
    }
  }
}
