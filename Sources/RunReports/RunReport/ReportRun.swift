import Foundation
import GradientFlow
import RunRecords

/// A run as a report sees it: its log, what was measured, and the summary of both.
struct ReportRun {
  /// What the page calls the run.
  let name: String
  let configuration: RunConfiguration
  /// Where its own page is, as seen from this one; nil where this one is its own.
  let folder: String?
  let records: [MetricsRecord]
  /// The records with a profile.
  let measured: [MetricsRecord]
  let moments: [ReportMoment]
  let summary: RunSummary
  /// Its place among the runs that are compared.
  let number: Int
  /// What the figures of this run end their ids with.
  let suffix: String

  /// - Parameter summary: of the whole log; nil where the records are all of it.
  init(
    _ contents: RunDirectoryContents, summary: RunSummary?, name: String, number: Int,
    of count: Int
  ) {
    self.name = name
    self.number = number
    configuration = contents.configuration
    folder = contents.folder
    records = contents.records
    measured = records.filter { $0.measuredBecause != nil && !$0.readableProfile.isEmpty }
    moments = ReportMoment.moments(of: measured)
    var whole =
      summary
      ?? RunSummary(
        name: name, vocabularySize: configuration.corpus.vocabularySize, asRead: records)
    whole.name = name
    self.summary = whole
    suffix = count == 1 ? "" : "-\(number + 1)"
  }

  /// The series of this run where several are compared.
  var style: SeriesStyle { .series(number) }

  /// Whether anything is logged.
  var hasBegun: Bool { !records.isEmpty }

  var layers: Int { configuration.hiddenSize.count }

  /// ln V, the loss of guessing blindly.
  var blindLoss: Double { log(Double(max(2, configuration.corpus.vocabularySize))) }

  /// The last update in the log.
  var lastStep: Int { records.last?.step ?? 0 }

  /// A number of the records over the updates.
  func points(_ value: (MetricsRecord) -> Double?) -> [ChartPoint] {
    records.compactMap { record in
      value(record).map { ChartPoint(x: Double(record.step), y: $0) }
    }
  }

  /// The moment of an occasion, where there was one.
  func moment(_ occasion: ReportMoment.Occasion) -> ReportMoment? {
    moments.first { $0.occasion == occasion }
  }

  /// Values by index, nil where there is none, as points.
  static func points(byIndex values: [Double?]) -> [ChartPoint] {
    values.enumerated().map { ChartPoint(x: Double($0), y: $1 ?? .nan) }
  }
}
