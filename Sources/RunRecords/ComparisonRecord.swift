import Foundation

/// Which runs a comparison made: `comparison.json` in its folder, beside the runs' own folders.
public struct ComparisonRecord: Codable, Equatable, Sendable {
  /// One run of a comparison.
  public struct Condition: Codable, Equatable, Sendable {
    /// What screens and tables call it, such as `gru, relu`.
    public var name: String
    /// The name of its run directory inside the comparison's folder.
    public var folder: String
    /// The options in which it differs from the others, by name, as they were given.
    public var options: [String: String]

    /// Gathers what is known of a condition.
    public init(name: String, folder: String, options: [String: String]) {
      self.name = name
      self.folder = folder
      self.options = options
    }
  }

  /// The version of the toolkit.
  public var version: String
  /// The conditions in the order of screens and tables.
  public var conditions: [Condition]

  /// Gathers a record.
  public init(version: String, conditions: [Condition]) {
    self.version = version
    self.conditions = conditions
  }

  /// The record as JSON, keys in alphabetical order.
  ///
  /// - Throws: ``RunFileError`` where it has no JSON form.
  public func encoded() throws(RunFileError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(self) + Data("\n".utf8)
    } catch {
      throw .cannotEncode(path: "comparison.json", reason: String(describing: error))
    }
  }
}
