import SequenceTraining
import Synchronization

/// The conditions of a comparison, shared out among threads.
///
/// Each thread takes the condition that is furthest behind, trains it for a short while alone, and
/// puts it back. So all go on side by side, also where there are more conditions than cores, and
/// what a condition computes does not depend on who trains it or when.
final class ComparisonWork: PartedWork {
  /// How long a thread stays with a condition while others wait: long enough that its weights are
  /// not fetched into the caches in vain.
  private static let slice = Duration.milliseconds(50)

  private let runs: [ConditionRun]
  private let states: Mutex<[State]>

  private enum State {
    /// Nobody has it; how much of it is done.
    case waiting(Double)
    case taken
    case ended
  }

  init(_ runs: [ConditionRun]) {
    self.runs = runs
    states = Mutex(Array(repeating: .waiting(0), count: runs.count))
  }

  /// Works until every condition has ended or is in another thread's hands; a pool calls it once
  /// per thread.
  func run(part: Int) {
    while let index = take() {
      runs[index].advance(for: Self.slice)
      // What cannot be written for one cannot be written for the others either.
      let stops = runs[index].failure?.status == .cannotWrite
      states.withLock { states in
        states[index] = runs[index].hasEnded ? .ended : .waiting(runs[index].share)
        guard stops else { return }
        for other in states.indices {
          if case .waiting = states[other] { states[other] = .ended }
        }
      }
    }
  }

  private func take() -> Int? {
    states.withLock { states in
      let waiting = states.indices.compactMap { index -> (index: Int, share: Double)? in
        guard case .waiting(let share) = states[index] else { return nil }
        return (index, share)
      }
      guard let least = waiting.min(by: { $0.share < $1.share }) else { return nil }
      states[least.index] = .taken
      return least.index
    }
  }
}

/// One condition on its way; one thread at a time has it.
final class ConditionRun: @unchecked Sendable {
  private let session: any SteppedRun
  private let onEnd: (ToolFailure?) -> Void
  private var hasStarted = false
  private(set) var hasEnded = false
  /// Why it ended early.
  private(set) var failure: ToolFailure?

  init(_ session: any SteppedRun, onEnd: @escaping (ToolFailure?) -> Void) {
    self.session = session
    self.onEnd = onEnd
  }

  /// How much of it is done, 0 to 1.
  var share: Double {
    let progress = session.progress
    return Double(progress.made) / Double(progress.all)
  }

  /// Trains for about `duration`, at least one update, and finishes where the last is made.
  func advance(for duration: Duration) {
    let clock = ContinuousClock()
    let end = clock.now + duration
    do throws(ToolFailure) {
      if !hasStarted {
        hasStarted = true
        try session.start()
      }
      repeat {
        // A condition that waited while Ctrl-C was pressed makes no further update.
        guard !Interruption.isRequested, try session.advance() else {
          hasEnded = true
          try session.finish()
          break
        }
      } while clock.now < end
    } catch {
      hasEnded = true
      failure = error
    }
    if hasEnded { onEnd(failure) }
  }
}
