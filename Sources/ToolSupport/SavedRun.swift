import Foundation
import RunRecords
import RunReports

/// The saved model that an argument names, for every command that takes one.
struct SavedRun {
  /// A run's folder or a model file, as it was given.
  let path: String
  /// The command that takes it, such as `rnn-probe run`.
  let command: String

  /// Reads the model's header.
  ///
  /// - Throws: ``ToolFailure`` with status 64 for an empty path, 65 for what cannot be used.
  func header() throws(ToolFailure) -> SavedModelHeader {
    guard !path.isEmpty else {
      throw ToolFailure(.usage, "The path of the run is empty: give a folder that rnn-train made.")
    }
    do {
      return try SavedModelHeader(at: URL(filePath: path))
    } catch {
      if case .missing = error, let conditions, !conditions.isEmpty {
        throw ToolFailure(.data, list(conditions))
      }
      throw failure(error)
    }
  }

  /// Reads the model.
  ///
  /// - Throws: ``ToolFailure`` with status 65 for what cannot be used.
  func model<Scalar>(
    _ header: SavedModelHeader, as scalar: Scalar.Type
  ) throws(ToolFailure) -> SavedModel<Scalar> {
    do {
      return try SavedModel(header)
    } catch { throw failure(error) }
  }

  private func failure(_ error: SavedModelError) -> ToolFailure {
    switch error {
    case .missing, .unreadable: ToolFailure(.data, error)
    default: ToolFailure(.data, "\(path): \(error)")
    }
  }

  /// The runs in the folder of a comparison; nil where it is none.
  private var conditions: [ComparisonRecord.Condition]? {
    let url = RunDirectory(at: URL(filePath: path)).comparisonURL
    guard let data = try? Data(contentsOf: url) else { return nil }
    return try? JSONDecoder().decode(ComparisonRecord.self, from: data).conditions
  }

  private func list(_ conditions: [ComparisonRecord.Condition]) -> String {
    let folder = path.hasSuffix("/") ? path : path + "/"
    let lines = conditions.map { condition in
      let name = DisplayText.truncated(condition.name, to: 40, style: .unicode)
      return "  \(command) \(Self.quoted(folder + condition.folder))  for \(name)"
    }
    return "\(path) is a comparison of \(conditions.count) runs: name one of them.\n"
      + lines.joined(separator: "\n")
  }

  /// A path as a shell reads it.
  private static func quoted(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "/._-".utf8.contains(byte)
    }
    return isPlain ? path : "'\(path.replacingOccurrences(of: "'", with: "'\\''"))'"
  }
}
