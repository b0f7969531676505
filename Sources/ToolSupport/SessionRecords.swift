import Foundation
import RunRecords

/// The run directory of a session: configuration, log, model and the page on them.
struct SessionRecords {
  /// Every how many updates a plain update is logged; measurements always are.
  static let logInterval = 10

  private let directory: RunDirectory
  private let log: JSONLinesFile
  /// Whether the model of every checkpoint is kept, beside the one that is replaced.
  let keepsCheckpoints: Bool
  /// The page on the run.
  let report: LiveReport
  private let onRecord: @Sendable (MetricsRecord) -> Void

  /// Creates the directory of a run that is alone, and writes its configuration.
  ///
  /// - Parameters:
  ///   - output: a folder that must not exist; nil for a new one under `runs/`.
  ///   - keepsCheckpoints: whether the model of every checkpoint is kept.
  /// - Throws: ``ToolFailure`` with status 73.
  init(
    output: String?, keepsCheckpoints: Bool, _ configuration: RunConfiguration
  ) throws(ToolFailure) {
    let directory: RunDirectory
    do throws(RunFileError) {
      if let output {
        directory = try RunDirectory.create(at: URL(filePath: output))
      } else {
        directory = try RunDirectory.create(
          named: RunDirectory.defaultName(
            date: Date(), cell: configuration.cell.rawValue, hidden: configuration.hidden),
          in: URL(filePath: "runs"))
      }
    } catch {
      throw ToolFailure(.cannotWrite, error)
    }
    try self.init(in: directory, keepsCheckpoints: keepsCheckpoints, configuration)
  }

  /// Writes the configuration into a directory that is there, and starts the log.
  ///
  /// - Parameters:
  ///   - keepsCheckpoints: whether the model of every checkpoint is kept.
  ///   - onRecord: is told each record once it is logged.
  /// - Throws: ``ToolFailure`` with status 73.
  init(
    in directory: RunDirectory, keepsCheckpoints: Bool, _ configuration: RunConfiguration,
    onRecord: @escaping @Sendable (MetricsRecord) -> Void = { _ in }
  ) throws(ToolFailure) {
    self.directory = directory
    self.keepsCheckpoints = keepsCheckpoints
    self.onRecord = onRecord
    do throws(RunFileError) {
      try AtomicFile.write(configuration.encoded(), to: directory.configURL)
      if keepsCheckpoints { try directory.createCheckpoints() }
      log = try JSONLinesFile(creating: directory.metricsURL)
      report = LiveReport(directory, configuration)
    } catch {
      throw ToolFailure(.cannotWrite, error)
    }
  }

  /// Where the run's results are.
  var folder: URL { directory.url }

  /// Replaces the saved model.
  func save<Scalar>(_ model: SavedModel<Scalar>) throws(ToolFailure) {
    try write(model, to: directory.modelURL)
  }

  /// Keeps a model among those of the run's checkpoints.
  func keep<Scalar>(_ model: SavedModel<Scalar>) throws(ToolFailure) {
    try write(model, to: directory.checkpointURL(update: model.step))
  }

  private func write<Scalar>(_ model: SavedModel<Scalar>, to url: URL) throws(ToolFailure) {
    do throws(RunFileError) {
      try AtomicFile.write(model.encoded(), to: url)
    } catch {
      throw ToolFailure(.cannotWrite, error)
    }
  }

  /// Logs an update, and tells whoever listens.
  func append(_ record: MetricsRecord) throws(ToolFailure) {
    do throws(RunFileError) {
      try log.append(line: record.line)
      report.take(record)
    } catch {
      throw ToolFailure(.cannotWrite, error)
    }
    onRecord(record)
  }
}
