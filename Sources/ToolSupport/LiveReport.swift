import RunRecords
import RunReports
import Synchronization

/// The page on a run, or on the runs of a comparison, that is kept up to date while they train.
///
/// The records are kept at hand, those of long runs thinned, so that writing the page reads nothing
/// back, and it is written no more often than every two seconds, nor than takes a two-hundredth of
/// the time. The page can be made again from the other files: where it cannot be written, training
/// goes on without it.
///
/// Runs that train on threads of their own share the page of their comparison.
package final class LiveReport: Sendable {
  private let directory: RunDirectory
  /// Without their records.
  private let runs: [RunDirectoryContents]
  private let theories: [Double?]
  private let state: Mutex<State>

  private struct State {
    var logs: [ThinnedLog]
    var summaries: [RunSummary]
    var isBeingWritten = false
    var written: (at: ContinuousClock.Instant, in: Duration)?
    var hasFailed = false
  }

  /// Nobody reloads a page more often.
  private static let shortestInterval = Duration.seconds(2)
  /// The page takes at most one of so many parts of the time.
  private static let partsOfTime = 200

  /// A page in the folder of a run that has not begun.
  package convenience init(_ directory: RunDirectory, _ configuration: RunConfiguration) {
    self.init(
      directory,
      [RunDirectoryContents(name: directory.url.lastPathComponent, configuration: configuration)])
  }

  /// A page in the folder of runs that have not begun.
  ///
  /// - Precondition: there is a run.
  package init(_ directory: RunDirectory, _ runs: [RunDirectoryContents]) {
    precondition(!runs.isEmpty, "a page on 0 runs")
    self.directory = directory
    theories = runs.map(\.configuration.theoreticalDecay)
    self.runs = runs
    state = Mutex(
      State(
        logs: runs.map { _ in ThinnedLog() },
        summaries: runs.map {
          RunSummary(
            name: $0.name, vocabularySize: $0.configuration.corpus.vocabularySize)
        }))
  }

  /// Takes a record that a run logged into account.
  ///
  /// - Precondition: there is a run of that number.
  package func take(_ record: MetricsRecord, of run: Int = 0) {
    let asRead = record.replacingNonFinite()
    state.withLock {
      $0.logs[run].append(asRead)
      $0.summaries[run].add(asRead)
    }
  }

  /// Replaces the page, unless the last one is too young, or being written by another thread.
  ///
  /// - Parameter isFinal: whether the runs end here, so that the page is written in any case.
  /// - Returns: the first time that it cannot be written, a sentence that says why.
  package func write(isFinal: Bool) -> String? {
    let start = ContinuousClock.now
    guard let due = logsToWrite(at: start, isFinal: isFinal) else { return nil }
    let contents = zip(runs, due.logs).map { $0.holding(asRead: $1.records) }
    do throws(RunFileError) {
      try RunReportFile.write(
        contents, to: directory, theoreticalDecay: theories, summaries: due.summaries)
      ended(start, hasFailed: false)
      return nil
    } catch {
      guard ended(start, hasFailed: true) else { return nil }
      let subject = contents.count == 1 ? "the run" : "the comparison"
      return "The page on \(subject) is not up to date, the other results are: \(error)"
    }
  }

  /// What the page is made of, outside of the lock, so that nobody waits; nil where none is due.
  private func logsToWrite(
    at time: ContinuousClock.Instant, isFinal: Bool
  ) -> (logs: [ThinnedLog], summaries: [RunSummary])? {
    state.withLock { state in
      if !isFinal {
        guard !state.isBeingWritten else { return nil }
        if let written = state.written,
          written.at.duration(to: time)
            < max(Self.shortestInterval, written.in * Self.partsOfTime)
        {
          return nil
        }
      }
      state.isBeingWritten = true
      return (state.logs, state.summaries)
    }
  }

  /// Takes note of what writing took; whether it failed for the first time.
  @discardableResult
  private func ended(_ start: ContinuousClock.Instant, hasFailed: Bool) -> Bool {
    let now = ContinuousClock.now
    return state.withLock { state in
      state.isBeingWritten = false
      state.written = (now, start.duration(to: now))
      defer { if hasFailed { state.hasFailed = true } }
      return hasFailed && !state.hasFailed
    }
  }
}
