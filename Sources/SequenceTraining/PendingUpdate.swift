import BLASMatrices
import Recurrent

/// A window between its backward pass and the update that it causes.
///
/// What instruments look at: the tapes still hold the window, and the parameters are those that
/// made it. Looking changes nothing; the next window overwrites the tapes.
public struct PendingUpdate<Scalar: BLASScalar> {
  /// Which update is about to be made, from 1.
  public let number: Int
  /// The mean cross-entropy of the window, in nats; may not be finite.
  public let loss: Double
  /// ‖g‖ before clipping; may not be finite.
  public let gradientNorm: Double
  /// The network's layers and layout.
  public let architecture: RecurrentArchitecture<Scalar>
  /// The tape of each shard, in the order of rows.
  public let tapes: [NetworkTape<Scalar>]
  let engine: TrainingEngine<Scalar>
  let pool: WorkerPool

  /// The parameters that made the window.
  public var parameters: ParameterView<Scalar> {
    @_lifetime(borrow self)
    get {
      let engine = engine
      return _overrideLifetime(engine.view, borrowing: self)
    }
  }

  /// Runs all parts of what looks at the window, shared among the threads that train.
  public func run(_ work: any PartedWork, parts: Int) { pool.run(work, parts: parts) }

  /// |g|² of the mean gradient of each shard, before clipping: what a noise scale is made of.
  ///
  /// It takes a pass over the gradients of all shards.
  public var shardSquares: [Double] { engine.shardSquares }
}
