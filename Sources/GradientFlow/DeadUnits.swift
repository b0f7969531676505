import BLASMatrices
import Recurrent

/// Which hidden units had derivative 0 in every sample of late.
///
/// A sample is one row at one step. Of late means: in the fewest last windows that have 1000
/// samples together, which mostly is the last one alone. So the share does not depend on how often
/// somebody asks for it.
///
/// Of a window only the columns of units are looked at that have not been seen alive in it yet:
/// with most activations that is none after the first row.
public struct DeadUnits: Sendable {
  /// Fewer samples than this say nothing.
  public static let leastSamples = 1_000

  /// Where the records of each layer hold the derivatives of its hidden units; nil for a layer
  /// whose activation has none of its own (row-wise).
  private let columns: [Range<Int>?]
  /// How many samples there had been after the window in which each unit was last seen alive, per
  /// layer; 0 for never.
  private var lastAlive: [[Int]]
  /// The units not yet seen alive in a window.
  private var suspects: [Int] = []
  /// How many samples there had been before each window that may count, and after the last.
  private var bounds: [Int] = []

  /// Starts counting for the layers of `architecture`.
  public init<Scalar>(_ architecture: RecurrentArchitecture<Scalar>) {
    columns = architecture.layers.map(Self.derivativeColumns)
    lastAlive = columns.map { Array(repeating: 0, count: $0?.count ?? 0) }
    suspects.reserveCapacity(lastAlive.map(\.count).max() ?? 0)
    bounds.reserveCapacity(Self.leastSamples + 2)
    bounds.append(0)
  }

  /// How many windows of `samples` samples each it takes to say something.
  ///
  /// - Precondition: `samples` is positive.
  public static func windowCount(samples: Int) -> Int { (leastSamples + samples - 1) / samples }

  /// Looks at the next window, of which each shard has a tape; allocates nothing.
  public mutating func observe<Scalar>(_ tapes: [NetworkTape<Scalar>]) {
    var samples = bounds[bounds.count - 1]
    for tape in tapes { samples += tape.steps * tape.batchSize }
    for layer in columns.indices {
      guard let columns = columns[layer] else { continue }
      suspects.append(contentsOf: 0..<columns.count)
      for tape in tapes {
        let memory = tape.layers[layer].records
        memory.view.columns(columns).keepZeroColumns(&suspects)
      }
      // Those that are no longer suspect; both lists ascend.
      var next = 0
      for unit in 0..<columns.count {
        if next < suspects.count, suspects[next] == unit {
          next += 1
        } else {
          lastAlive[layer][unit] = samples
        }
      }
      suspects.removeAll(keepingCapacity: true)
    }
    bounds.append(samples)
    while bounds.count > 2, samples - bounds[1] >= Self.leastSamples { bounds.removeFirst() }
  }

  /// The share of units that were dead in all samples of late; nil below 1000 samples.
  public var fraction: Double? {
    let samples = bounds[bounds.count - 1] - bounds[0]
    let unitCount = lastAlive.reduce(0) { $0 + $1.count }
    guard samples >= Self.leastSamples, unitCount > 0 else { return nil }
    let dead = lastAlive.reduce(0) { sum, units in
      sum + units.reduce(0) { $0 + ($1 <= bounds[0] ? 1 : 0) }
    }
    return Double(dead) / Double(unitCount)
  }

  /// Starts counting anew, where the next window does not follow on the last.
  public mutating func restart() {
    guard bounds.count > 1 else { return }
    for layer in lastAlive.indices {
      for unit in lastAlive[layer].indices { lastAlive[layer][unit] = 0 }
    }
    bounds.removeAll(keepingCapacity: true)
    bounds.append(0)
  }

  private static func derivativeColumns<Scalar>(_ layer: RecurrentLayer<Scalar>) -> Range<Int>? {
    for (gate, activation) in zip(layer.shape.gates, layer.cell.activations)
    where !gate.isMultiplicative && activation.isElementwise {
      return gate.activationColumn..<gate.activationColumn + layer.shape.hiddenSize
    }
    return nil
  }
}
