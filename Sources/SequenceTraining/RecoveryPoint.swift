import BLASMatrices
import Recurrent

/// Weights, moments and carried state as they were after an update, in memory that is allocated
/// once.
final class RecoveryPoint<Scalar: BLASScalar>: @unchecked Sendable {
  private let weights: Workspace<Scalar>
  private let moments: [Workspace<Scalar>]
  /// Per shard and layer, [B x S]; none where only weights and moments are kept.
  private let states: [[Workspace<Scalar>]]
  /// After which update.
  private(set) var update = 0
  /// How many updates the optimizer had made.
  private(set) var optimizerUpdates = 0

  init(_ engine: TrainingEngine<Scalar>, keepsStates: Bool) {
    weights = Workspace(rowCount: 1, columnCount: engine.weights.columnCount)
    moments = engine.moments.map { Workspace(rowCount: 1, columnCount: $0.columnCount) }
    states =
      keepsStates
      ? engine.tapes.map { tape in
        tape.layers.map {
          Workspace(rowCount: tape.batchSize, columnCount: $0.states.columnCount)
        }
      } : []
  }

  /// Remembers the engine as it is.
  func save(_ engine: TrainingEngine<Scalar>, update: Int, optimizerUpdates: Int) {
    Self.copy(engine.weights, to: weights)
    for index in moments.indices { Self.copy(engine.moments[index], to: moments[index]) }
    for shard in states.indices {
      let tape = engine.tapes[shard]
      for layer in states[shard].indices {
        let (memory, layerTape) = (states[shard][layer], tape.layers[layer])
        var target = memory.mutableView
        target.copy(layerTape.state(before: tape.steps))
      }
    }
    (self.update, self.optimizerUpdates) = (update, optimizerUpdates)
  }

  /// Brings the engine back to what was remembered.
  func restore(_ engine: TrainingEngine<Scalar>) {
    Self.copy(weights, to: engine.weights)
    for index in moments.indices { Self.copy(moments[index], to: engine.moments[index]) }
    for shard in states.indices {
      let tape = engine.tapes[shard]
      for layer in states[shard].indices {
        let (source, memory) = (states[shard][layer], tape.layers[layer].states)
        var target = memory.mutableRows(tape.layers[layer].range(ofStep: tape.steps))
        target.copy(source.view)
      }
    }
  }

  private static func copy(_ source: Workspace<Scalar>, to target: Workspace<Scalar>) {
    let memory = target
    var view = memory.mutableView
    view.copy(source.view)
  }
}
