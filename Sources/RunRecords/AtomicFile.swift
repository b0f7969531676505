import Foundation

/// Files that hold either their old or their new contents, whatever happens meanwhile.
public enum AtomicFile {
  /// Replaces the contents of a file, or creates it.
  ///
  /// The bytes go to `.<name>.tmp-<process>-<number>` in the same folder and reach the disk before
  /// that file is renamed; so a crash leaves the old contents or the new ones. A symbolic link is
  /// replaced, not followed. Permissions of a file that is replaced are kept.
  ///
  /// - Throws: `RunFileError.cannotWrite`; the old file is then as it was and the temporary one is
  ///   gone, except where only the folder's own entry could not be brought to the disk: then the
  ///   new contents are in place.
  public static func write(_ data: Data, to url: URL) throws(RunFileError) {
    let path = url.path
    // Opened first, so that a folder that is missing or unreadable fails before anything changes.
    let folder = try OpenFile(
      path: url.deletingLastPathComponent().path,
      flags: O_RDONLY | O_DIRECTORY,
      reportedAs: path
    )
    let file = try createTemporary(besides: url)
    do throws(RunFileError) {
      file.copyPermissions(of: path)
      try file.write(data)
      try file.synchronize()
      guard rename(file.path, path) == 0 else { throw .cannotWrite(path: path, code: errno) }
    } catch {
      unlink(file.path)
      throw error
    }
    try folder.synchronize()
  }

  private static func createTemporary(besides url: URL) throws(RunFileError) -> OpenFile {
    let stem = temporaryPath(for: url, process: getpid())
    var number = 0
    while true {
      do throws(RunFileError) {
        return try OpenFile(
          path: "\(stem)\(number)",
          flags: O_WRONLY | O_CREAT | O_EXCL,
          reportedAs: url.path
        )
      } catch {
        // Another thread's file, or one left by a dead process that had the same number.
        guard case .cannotWrite(_, EEXIST) = error else { throw error }
        number += 1
      }
    }
  }

  private static func temporaryPath(for url: URL, process: Int32) -> String {
    url.deletingLastPathComponent()
      .appending(path: ".\(url.lastPathComponent)\(temporaryMark)\(process)-")
      .path
  }

  /// What stands between the name and the process in a temporary file's name.
  static let temporaryMark = ".tmp-"
}
