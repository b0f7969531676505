import BLASMatrices
import GradientFlow
import SequenceTraining

/// The parts of one look at a window, for the threads that train.
///
/// Nothing is written here, and parts write memory of their own.
final class SharedLook<Scalar: BLASScalar>: PartedWork, @unchecked Sendable {
  private let work: FlowWork<Scalar>
  private let pending: PendingUpdate<Scalar>

  init(_ work: FlowWork<Scalar>, _ pending: PendingUpdate<Scalar>) {
    self.work = work
    self.pending = pending
  }

  func run(part: Int) {
    let pending = pending
    work.run(part: part, pending.parameters)
  }

  /// Runs all parts.
  func run() { pending.run(self, parts: work.partCount) }
}
