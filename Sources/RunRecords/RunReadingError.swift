import Foundation

/// Why the records of a run cannot be read.
public enum RunReadingError: Error, Equatable, Sendable {
  /// There is no such file.
  case missing(path: String)
  /// The file cannot be read.
  case unreadable(path: String, reason: String)
  /// The configuration is not one.
  case notConfiguration(path: String, SavedModelError)
  /// A line of the log is not a record.
  case notRecord(path: String, line: Int)
}

extension RunReadingError: CustomStringConvertible, LocalizedError {
  /// One sentence that names the file, what is wrong and the remedy.
  public var description: String {
    switch self {
    case .missing(let path): "There is no \(path): give a folder that rnn-train made."
    case .unreadable(let path, let reason):
      "Cannot read \(path): \(reason); check the path and its permissions."
    case .notConfiguration(let path, let error): "\(path): \(error)"
    case .notRecord(let path, let line):
      "Line \(line) of \(path) is not a record of a run: the file was changed; remove the line."
    }
  }

  /// The same sentence as `description`.
  public var errorDescription: String? { description }
}
