import Foundation

/// What a run directory says of its run: the configuration and the log.
public struct RunDirectoryContents: Equatable, Sendable {
  /// What reports call the run; the folder's name where it is read from one.
  public var name: String
  /// Everything needed to repeat the run.
  public var configuration: RunConfiguration
  /// The log in order, as it is read back: nil stands for what is not finite.
  public private(set) var records: [MetricsRecord]
  /// The run's folder as seen from that of a comparison; nil for a run by itself.
  public var folder: String?

  /// Gathers what is known of a run.
  public init(
    name: String, configuration: RunConfiguration, records: [MetricsRecord] = [],
    folder: String? = nil
  ) {
    self.name = name
    self.folder = folder
    self.configuration = configuration
    self.records = records.map { $0.replacingNonFinite() }
  }

  /// The same run with these records of its log, in which nil stands for what is not finite.
  package func holding(asRead records: [MetricsRecord]) -> RunDirectoryContents {
    var contents = self
    contents.records = records
    return contents
  }
}

extension RunDirectoryContents {
  /// Reads a run's folder, which may still be written to.
  ///
  /// A last line without its newline is being written, and is left out.
  ///
  /// - Throws: ``RunReadingError`` where a file is missing or is not what rnn-train writes.
  public init(reading directory: RunDirectory) throws(RunReadingError) {
    name = directory.url.standardizedFileURL.lastPathComponent
    let bytes = try Self.bytes(directory.configURL)
    do throws(SavedModelError) {
      configuration = try RunConfiguration(decoding: bytes)
    } catch {
      throw .notConfiguration(path: directory.configURL.path, error)
    }
    records = []
    let lines = try Self.bytes(directory.metricsURL)
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
    let decoder = JSONDecoder()
    for (index, line) in lines.enumerated() where !line.isEmpty {
      do {
        records.append(try decoder.decode(MetricsRecord.self, from: line))
      } catch {
        throw .notRecord(path: directory.metricsURL.path, line: index + 1)
      }
    }
  }

  private static func bytes(_ url: URL) throws(RunReadingError) -> Data {
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw .missing(path: url.path)
    }
    do {
      return try Data(contentsOf: url)
    } catch {
      throw .unreadable(path: url.path, reason: error.localizedDescription)
    }
  }
}
