import RunRecords
import RunReports

/// The page on a run that is kept up to date while it trains.
///
/// The records are kept at hand, so that writing the page reads nothing back. The page can be made
/// again from the other files of the run: where it cannot be written, the run goes on without it.
final class LiveReport {
  private let directory: RunDirectory
  private var contents: RunDirectoryContents
  private var hasFailed = false

  /// A page in the folder of a run that has not begun.
  init(_ directory: RunDirectory, _ configuration: RunConfiguration) {
    self.directory = directory
    contents = RunDirectoryContents(
      name: directory.url.lastPathComponent, configuration: configuration)
  }

  /// Takes a record that was logged into account.
  func take(_ record: MetricsRecord) { contents.records.append(record) }

  /// Replaces the page.
  ///
  /// - Returns: the first time that it cannot be written, a sentence that says why.
  func write() -> String? {
    do throws(RunFileError) {
      try RunReportFile.write([contents], to: directory)
      return nil
    } catch {
      guard !hasFailed else { return nil }
      hasFailed = true
      return "The page on the run is not up to date, the other results are: \(error)"
    }
  }
}
