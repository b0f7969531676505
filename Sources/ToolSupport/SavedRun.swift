import Foundation
import RunRecords
import RunReports

/// The saved model that an argument names, for every command that takes one.
struct SavedRun {
  /// A run's folder or a model file, as it was given.
  let path: String
  /// The command that takes it, such as `rnn-probe run`.
  let command: String
  /// After how many updates of the run, where its checkpoints were kept; nil for the model that it
  /// saved last.
  var checkpoint: Int? = nil

  /// Reads the model's header.
  ///
  /// - Throws: ``ToolFailure`` with status 64 for an empty path, or a checkpoint of what is no
  ///   folder; 65 for what cannot be used.
  func header() throws(ToolFailure) -> SavedModelHeader {
    guard !path.isEmpty else {
      throw ToolFailure(.usage, "The path of the run is empty: give a folder that rnn-train made.")
    }
    do {
      guard let checkpoint else { return try SavedModelHeader(at: URL(filePath: path)) }
      return try SavedModelHeader(
        at: RunDirectory(at: URL(filePath: path)).checkpointURL(update: checkpoint))
    } catch {
      if case .missing = error, let conditions, !conditions.isEmpty {
        throw ToolFailure(.data, list(conditions))
      }
      if case .missing = error, let checkpoint { throw missing(checkpoint) }
      throw failure(error)
    }
  }

  /// Why there is no such checkpoint, with those that there are.
  private func missing(_ checkpoint: Int) -> ToolFailure {
    let url = URL(filePath: path)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      return failure(.missing(path: path))
    }
    guard isFolder.boolValue else {
      return ToolFailure(
        .usage,
        "--checkpoint \(checkpoint) has no effect beside a model file: give the run's folder.")
    }
    let kept = RunDirectory(at: url).checkpoints
    guard !kept.isEmpty else {
      return ToolFailure(
        .data,
        "\(path) has no checkpoints: leave --checkpoint out, or train with rnn-train "
          + "--keep-checkpoints.")
    }
    let list = kept.map(NumberText.count).joined(separator: ", ")
    return ToolFailure(
      .data,
      "\(path) has no checkpoint after update \(checkpoint): choose one of those after updates "
        + "\(list).")
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
