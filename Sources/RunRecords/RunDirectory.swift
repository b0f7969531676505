import Foundation

/// The folder of one run and the files in it.
public struct RunDirectory: Equatable, Sendable {
  /// Where the folder is.
  public let url: URL

  /// A run's folder that is there already.
  public init(at url: URL) {
    self.url = url
  }

  /// Everything needed to repeat the run.
  public var configURL: URL { url.appending(path: "config.json") }
  /// The log, one JSON object per line.
  public var metricsURL: URL { url.appending(path: "metrics.jsonl") }
  /// What the log shows, as a page for a browser.
  public var reportURL: URL { url.appending(path: "report.html") }
  /// Which runs the folder of a comparison holds; a single run has none.
  public var comparisonURL: URL { url.appending(path: "comparison.json") }
  /// The model.
  public var modelURL: URL { url.appending(path: "model.safetensors") }

  /// Creates a folder, and the folders above it where they are missing.
  ///
  /// - Throws: `RunFileError.alreadyExists` if there is anything at `url`, be it an empty folder;
  ///   `.cannotWrite` if the system refuses.
  public static func create(at url: URL) throws(RunFileError) -> RunDirectory {
    try createParents(of: url, reportedAs: url.path)
    // One call both checks and creates, so that two runs can never share a folder.
    guard mkdir(url.path, 0o777) == 0 else {
      let code = errno
      throw code == EEXIST
        ? .alreadyExists(path: url.path) : .cannotWrite(path: url.path, code: code)
    }
    return RunDirectory(at: url)
  }

  /// Creates a folder in `parent` with a name that is not taken.
  ///
  /// That is `name`, or else the first of `<name>-2`, `<name>-3` and so on that is free.
  ///
  /// - Throws: `RunFileError.cannotWrite` if the system refuses.
  public static func create(
    named name: String,
    in parent: URL
  ) throws(RunFileError) -> RunDirectory {
    var number = 1
    while true {
      let unique = number == 1 ? name : "\(name)-\(number)"
      do throws(RunFileError) {
        return try create(at: parent.appending(path: unique))
      } catch {
        guard case .alreadyExists = error else { throw error }
        number += 1
      }
    }
  }

  private static func createParents(
    of url: URL,
    reportedAs reportedPath: String
  ) throws(RunFileError) {
    let parent = url.deletingLastPathComponent()
    var status = stat()
    if stat(parent.path, &status) == 0 { return }
    let code = errno
    guard code == ENOENT, parent.path != url.path else {
      throw .cannotWrite(path: reportedPath, code: code)
    }
    try createParents(of: parent, reportedAs: reportedPath)
    guard mkdir(parent.path, 0o777) == 0 || errno == EEXIST else {
      throw .cannotWrite(path: reportedPath, code: errno)
    }
  }
}
