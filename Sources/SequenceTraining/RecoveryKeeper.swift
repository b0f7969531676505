import BLASMatrices

/// Remembers good states of a run on a rhythm, and knows which of them to trust.
///
/// A state from just before a divergence is where it began. So two are kept, and the newer one
/// counts only once more good updates have followed it.
struct RecoveryKeeper<Scalar: BLASScalar> {
  /// Every how many updates the state is remembered, after the first of these intervals.
  static var interval: Int { 50 }
  /// Every how many updates within the first interval, in which most divergences come: else they
  /// would all go back to the start.
  static var earlyInterval: Int { 10 }
  /// How many good updates must have followed.
  static var probation: Int { 10 }

  private var older: RecoveryPoint<Scalar>
  private var newer: RecoveryPoint<Scalar>
  /// How often the run was taken back.
  private(set) var returns = 0

  /// Remembers the engine as it starts.
  init(_ engine: TrainingEngine<Scalar>, update: Int, optimizerUpdates: Int) {
    older = RecoveryPoint(engine, keepsStates: true)
    newer = RecoveryPoint(engine, keepsStates: true)
    older.save(engine, update: update, optimizerUpdates: optimizerUpdates)
    newer.save(engine, update: update, optimizerUpdates: optimizerUpdates)
  }

  /// Takes note of a good update.
  mutating func note(_ engine: TrainingEngine<Scalar>, update: Int, optimizerUpdates: Int) {
    let interval = update < Self.interval ? Self.earlyInterval : Self.interval
    guard update.isMultiple(of: interval) else { return }
    swap(&older, &newer)
    newer.save(engine, update: update, optimizerUpdates: optimizerUpdates)
  }

  /// Takes the engine back; nil where it has been taken back often enough.
  mutating func restore(
    _ engine: TrainingEngine<Scalar>, from update: Int
  ) -> RecoveryPoint<Scalar>? {
    guard returns < DivergenceResponse.mostReturns else { return nil }
    returns += 1
    let isTrusted = update - newer.update > Self.probation
    let point = isTrusted ? newer : older
    point.restore(engine)
    // What was not trusted is not met again.
    let other = isTrusted ? older : newer
    other.save(engine, update: point.update, optimizerUpdates: point.optimizerUpdates)
    return point
  }
}
