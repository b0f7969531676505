import BLASMatrices
import Recurrent

/// Which hidden units have had derivative 0 in every sample since counting began.
///
/// A sample is one row at one step. Of a window only the columns of units are looked at that have not
/// been seen alive yet: with most activations that is none after the first row.
public struct DeadUnits: Sendable {
  /// Fewer samples than this say nothing.
  public static let leastSamples = 1_000

  /// Where the records of each layer hold the derivatives of its hidden units; nil for a layer whose
  /// activation has none of its own (row-wise).
  private let columns: [Range<Int>?]
  /// The units not yet seen alive, per layer.
  private var suspects: [[Int]]
  private var samples = 0

  /// Starts counting for the layers of `architecture`.
  public init<Scalar>(_ architecture: RecurrentArchitecture<Scalar>) {
    columns = architecture.layers.map(Self.derivativeColumns)
    suspects = columns.map { columns in columns.map { Array(0..<$0.count) } ?? [] }
  }

  /// Looks at some rows of a window; allocates nothing.
  public mutating func observe<Scalar>(_ tape: NetworkTape<Scalar>) {
    samples += tape.steps * tape.batchSize
    for index in suspects.indices where !suspects[index].isEmpty {
      guard let columns = columns[index] else { continue }
      let memory = tape.layers[index].records
      memory.view.columns(columns).keepZeroColumns(&suspects[index])
    }
  }

  /// The share of units that were dead in all samples; nil below 1000 samples.
  public var fraction: Double? {
    let unitCount = columns.reduce(0) { $0 + ($1?.count ?? 0) }
    guard samples >= Self.leastSamples, unitCount > 0 else { return nil }
    return Double(suspects.reduce(0) { $0 + $1.count }) / Double(unitCount)
  }

  /// Starts counting anew.
  public mutating func restart() {
    for index in suspects.indices {
      suspects[index] = columns[index].map { Array(0..<$0.count) } ?? []
    }
    samples = 0
  }

  private static func derivativeColumns<Scalar>(_ layer: RecurrentLayer<Scalar>) -> Range<Int>? {
    for (gate, activation) in zip(layer.shape.gates, layer.cell.activations)
    where !gate.isMultiplicative && activation.isElementwise {
      return gate.activationColumn..<gate.activationColumn + layer.shape.hiddenSize
    }
    return nil
  }
}
