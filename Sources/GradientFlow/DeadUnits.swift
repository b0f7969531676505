import BLASMatrices
import Recurrent

/// Which hidden units have had derivative 0 in every sample since counting began.
///
/// A sample is one row at one step. Each window is looked at, but only in the columns of units that
/// have not been seen alive yet: with most activations that is none after the first row.
public struct DeadUnits: Sendable {
  /// Fewer samples than this say nothing.
  public static let leastSamples = 1_000

  /// The units not yet seen alive, per layer; nil for a layer whose activation has no derivative of
  /// its own (row-wise).
  private var suspects: [[Int]?]
  private var unitCount: Int
  private var samples = 0

  /// Starts counting for the layers of `architecture`.
  public init<Scalar>(_ architecture: RecurrentArchitecture<Scalar>) {
    suspects = architecture.layers.map { layer in
      Self.derivativeColumn(layer) == nil ? nil : Array(0..<layer.shape.hiddenSize)
    }
    unitCount = architecture.layers.reduce(0) { sum, layer in
      Self.derivativeColumn(layer) == nil ? sum : sum + layer.shape.hiddenSize
    }
  }

  /// Looks at a window.
  public mutating func observe<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ tapes: [NetworkTape<Scalar>]
  ) {
    for tape in tapes {
      samples += tape.steps * tape.batchSize
      for (index, layer) in architecture.layers.enumerated() {
        guard let column = Self.derivativeColumn(layer), suspects[index]?.isEmpty == false else {
          continue
        }
        let memory = tape.layers[index].records
        let derivatives = memory.view.columns(column..<column + layer.shape.hiddenSize)
        if var units = suspects[index] {
          suspects[index] = nil
          derivatives.keepZeroColumns(&units)
          suspects[index] = units
        }
      }
    }
  }

  /// The share of units that were dead in all samples; nil below 1000 samples.
  public var fraction: Double? {
    guard samples >= Self.leastSamples, unitCount > 0 else { return nil }
    return Double(suspects.reduce(0) { $0 + ($1?.count ?? 0) }) / Double(unitCount)
  }

  /// Starts counting anew.
  public mutating func restart<Scalar>(_ architecture: RecurrentArchitecture<Scalar>) {
    self = DeadUnits(architecture)
  }

  /// Where the layer's records hold the derivative of its hidden units.
  private static func derivativeColumn<Scalar>(_ layer: RecurrentLayer<Scalar>) -> Int? {
    for (gate, activation) in zip(layer.shape.gates, layer.cell.activations)
    where !gate.isMultiplicative && activation.isElementwise {
      return gate.activationColumn
    }
    return nil
  }
}
