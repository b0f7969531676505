import RunRecords
import RunReports

/// The page on a run that is kept up to date while it trains.
///
/// The records are kept at hand, so that writing the page reads nothing back, and it is written no
/// more often than takes a hundredth of the time. The page can be made again from the other files of
/// the run: where it cannot be written, the run goes on without it.
package final class LiveReport {
  private let directory: RunDirectory
  private var contents: RunDirectoryContents
  private let theory: Double?
  private var hasFailed = false
  private var written: (at: ContinuousClock.Instant, in: Duration)?

  /// A page in the folder of a run that has not begun.
  package init(_ directory: RunDirectory, _ configuration: RunConfiguration) {
    self.directory = directory
    contents = RunDirectoryContents(
      name: directory.url.lastPathComponent, configuration: configuration)
    theory = configuration.theoreticalDecay
  }

  /// Takes a record that was logged into account.
  package func take(_ record: MetricsRecord) { contents.records.append(record) }

  /// Replaces the page, unless the last one is too young for what it took.
  ///
  /// - Parameter isFinal: whether the run ends here, so that the page is written in any case.
  /// - Returns: the first time that it cannot be written, a sentence that says why.
  package func write(isFinal: Bool) -> String? {
    let start = ContinuousClock.now
    if !isFinal, let written, written.at.duration(to: start) < written.in * 100 { return nil }
    defer { written = (.now, start.duration(to: .now)) }
    do throws(RunFileError) {
      try RunReportFile.write([contents], to: directory, theoreticalDecay: [theory])
      return nil
    } catch {
      guard !hasFailed else { return nil }
      hasFailed = true
      return "The page on the run is not up to date, the other results are: \(error)"
    }
  }
}
