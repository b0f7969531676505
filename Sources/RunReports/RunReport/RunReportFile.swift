import Foundation
import RunRecords

/// `report.html`, the page on a run or a comparison, in the folder that it is about.
public enum RunReportFile {
  /// Writes the page on runs whose records are at hand.
  ///
  /// The file is replaced in one step, so that a reload while a run trains shows a whole page.
  ///
  /// - Parameters:
  ///   - runs: one for a run's folder, several for a comparison's.
  ///   - directory: the folder of the run or of the comparison.
  ///   - theoreticalDecay: for each run what mean-field theory predicts, see ``RunReport``.
  ///   - summaries: of whole logs of which `runs` have a part.
  /// - Throws: `RunFileError.cannotWrite` if the system refuses; an older page then stays as it
  ///   was.
  public static func write(
    _ runs: [RunDirectoryContents], to directory: RunDirectory, theoreticalDecay: [Double?] = [],
    summaries: [RunSummary] = []
  ) throws(RunFileError) {
    let page = RunReport(
      runs: runs, theoreticalDecay: theoreticalDecay, summaries: summaries
    ).html
    try AtomicFile.write(Data(page.utf8), to: directory.reportURL)
  }
}
