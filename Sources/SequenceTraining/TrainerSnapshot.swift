import BLASMatrices
import Recurrent

/// Everything of a trainer that the next update depends on, but the data.
///
/// A run that is continued from a snapshot makes the same bits as one that was never interrupted,
/// if its source stands where the interrupted one stood.
public struct TrainerSnapshot<Scalar: BLASScalar>: Sendable, Equatable {
  /// The weights.
  public var parameters: ParameterBlock<Scalar>
  /// The optimizer's numbers, one block per moment.
  public var moments: [[Scalar]]
  /// The state after the last window, per shard and layer, `[B x S]`.
  public var states: [[Matrix<Scalar>]]
  /// How many windows have been taken.
  public var updates: Int
  /// How many updates the optimizer has made: fewer, where windows diverged.
  public var optimizerUpdates: Int
  /// η.
  public var learningRate: Double
  /// How many passes over the data have begun.
  public var epoch: Int
}

extension Trainer {
  /// The trainer's state after the last update: a copy.
  public var snapshot: TrainerSnapshot<Scalar> {
    TrainerSnapshot(
      parameters: network.parameters, moments: engine.momentElements,
      states: engine.tapes.map(\.finalState), updates: updates,
      optimizerUpdates: optimizerUpdates, learningRate: learningRate, epoch: epoch)
  }

  /// Continues a run from a snapshot.
  ///
  /// - Parameters:
  ///   - snapshot: of a trainer with the same architecture, optimizer and shards.
  ///   - architecture: the network's layers.
  ///   - configuration: as the interrupted run had it; `updates` counts from the run's beginning.
  ///   - source: the data, standing behind the last window that the interrupted run took.
  /// - Precondition: the snapshot's sizes are those of the architecture, optimizer and shards.
  public init(
    resuming snapshot: TrainerSnapshot<Scalar>, architecture: RecurrentArchitecture<Scalar>,
    _ configuration: TrainingConfiguration, source: some WindowSource<Scalar>
  ) {
    self.init(
      RecurrentNetwork(architecture: architecture, parameters: snapshot.parameters),
      configuration, source: source)
    engine.restore(moments: snapshot.moments, states: snapshot.states)
    updates = snapshot.updates
    optimizerUpdates = snapshot.optimizerUpdates
    learningRate = snapshot.learningRate
    epoch = snapshot.epoch
    prepareRecovery()
  }
}
