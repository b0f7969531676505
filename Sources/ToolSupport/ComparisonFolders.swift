import Foundation
import RunRecords

/// The folder of a comparison, and in it a run directory for each condition.
struct ComparisonFolders {
  let url: URL
  let runs: [RunDirectory]

  /// Creates the folders and writes down which is which.
  ///
  /// - Parameter output: a folder that must not exist; nil for a new one under `runs/`.
  /// - Throws: ``ToolFailure`` with status 73.
  init(output: String?, _ conditions: [Condition]) throws(ToolFailure) {
    do throws(RunFileError) {
      let parent: RunDirectory
      if let output {
        parent = try RunDirectory.create(at: URL(filePath: output))
      } else {
        parent = try RunDirectory.create(
          named: RunDirectory.comparisonName(date: Date()), in: URL(filePath: "runs"))
      }
      var runs: [RunDirectory] = []
      for condition in conditions {
        runs.append(
          try RunDirectory.create(
            named: RunDirectory.safeName(condition.folderName), in: parent.url))
      }
      let record = ComparisonRecord(
        version: toolkitVersion,
        conditions: zip(conditions, runs).map { condition, run in
          ComparisonRecord.Condition(
            name: condition.name, folder: run.url.lastPathComponent,
            options: Dictionary(uniqueKeysWithValues: condition.settings))
        })
      try AtomicFile.write(record.encoded(), to: parent.comparisonURL)
      url = parent.url
      self.runs = runs
    } catch {
      throw ToolFailure(.cannotWrite, error)
    }
  }
}
