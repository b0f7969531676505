import BLASMatrices
import Foundation
import GradientFlow
import RunRecords
import SequenceTraining

/// The run directory of a session: configuration, log, model and the page on them.
struct SessionRecords {
  /// Every how many updates a plain update is logged; measurements always are.
  static let logInterval = 10

  let folder: URL
  private let directory: RunDirectory
  private let log: JSONLinesFile
  /// The page on the run.
  let report: LiveReport

  /// Creates the directory and writes the configuration.
  ///
  /// - Parameter output: a folder that must not exist; nil for a new one under `runs/`.
  /// - Throws: ``ToolFailure`` with status 73.
  init(output: String?, _ configuration: RunConfiguration) throws(ToolFailure) {
    do throws(RunFileError) {
      if let output {
        directory = try RunDirectory.create(at: URL(filePath: output))
      } else {
        directory = try RunDirectory.create(
          named: RunDirectory.defaultName(
            date: Date(), cell: configuration.cell.rawValue, hidden: configuration.hidden),
          in: URL(filePath: "runs"))
      }
      folder = directory.url
      try AtomicFile.write(configuration.encoded(), to: directory.configURL)
      log = try JSONLinesFile(creating: directory.metricsURL)
      report = LiveReport(directory, configuration)
    } catch {
      throw ToolFailure(.cannotWrite, error)
    }
  }

  /// Replaces the saved model.
  func save<Scalar>(_ model: SavedModel<Scalar>) throws(ToolFailure) {
    do throws(RunFileError) {
      try AtomicFile.write(model.encoded(), to: directory.modelURL)
    } catch {
      throw ToolFailure(.cannotWrite, error)
    }
  }

  /// Logs an update.
  ///
  /// - Parameter epoch: how many times the text has been read, with its fraction.
  func append(
    _ step: TrainingStep, _ measurement: FlowMeasurement?, epoch: Double, validationLoss: Double?,
    charactersPerSecond: Double, seconds: Double
  ) throws(ToolFailure) {
    var record = MetricsRecord(step: step.number)
    record.epoch = epoch
    record.loss = step.loss
    record.bitsPerCharacter = step.bitsPerCharacter
    record.gradientNorm = step.gradientNorm
    record.clipped = step.isClipped
    record.learningRate = step.learningRate
    record.validationLoss = validationLoss
    record.charactersPerSecond = charactersPerSecond
    record.seconds = seconds
    record.take(measurement)
    try write(record)
  }

  /// Logs the update that could not be made.
  func append(
    _ report: DivergenceReport, _ measurement: FlowMeasurement?, seconds: Double
  ) throws(ToolFailure) {
    var record = MetricsRecord(step: report.update)
    record.loss = report.loss
    record.gradientNorm = report.gradientNorm
    record.seconds = seconds
    record.take(measurement)
    try write(record)
  }

  private func write(_ record: MetricsRecord) throws(ToolFailure) {
    do throws(RunFileError) {
      try log.append(record)
      report.take(record)
    } catch {
      throw ToolFailure(.cannotWrite, error)
    }
  }
}

extension MetricsRecord {
  /// Takes over what was measured; the profile is that of the loss.
  mutating func take(_ measurement: FlowMeasurement?) {
    guard let measurement else { return }
    let statistics = measurement.statistics
    hiddenNorm = statistics.hiddenNorm
    hiddenMaximum = statistics.hiddenMaximum
    inactiveFraction = statistics.inactiveFraction
    deadFraction = measurement.deadFraction
    saturatedFraction = statistics.saturatedFraction
    gateSaturatedFraction = statistics.gateSaturatedFraction.mapValues { $0 }
    gradientByLag = measurement.profile.gradientByLag
    gradientByLagByLayer = measurement.profile.gradientByLagByLayer
    gradientByLagRandomCotangent = measurement.randomProfile?.gradientByLag
    rowsWithoutGradient = measurement.profile.rowsWithoutGradient
    decayRate = measurement.readableProfile.decayRate
    eFoldLag = measurement.readableProfile.eFoldLag
    measuredBecause = MeasurementReason(rawValue: measurement.cause.rawValue)
  }
}
