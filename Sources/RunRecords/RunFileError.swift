import Foundation

/// Why a file or folder of a run could not be written.
public enum RunFileError: Error, Equatable, Sendable {
  /// The system refused to write; `code` is its `errno`.
  case cannotWrite(path: String, code: Int32)
  /// Something exists where only a new file or folder may be made.
  case alreadyExists(path: String)
  /// A value has no JSON form, such as a number that is not finite.
  case cannotEncode(path: String, reason: String)
}

extension RunFileError: CustomStringConvertible, LocalizedError {
  /// One sentence that names the path, what is wrong and the remedy.
  public var description: String {
    switch self {
    case .cannotWrite(let path, let code):
      "Cannot write \(path): \(String(cString: strerror(code))); \(Self.remedy(for: code))."
    case .alreadyExists(let path):
      "\(path) exists already and is never overwritten; choose another path or move it away."
    case .cannotEncode(let path, let reason):
      "Cannot write a line to \(path): \(reason); replace the value by one that JSON can hold."
    }
  }

  /// The same sentence as `description`.
  public var errorDescription: String? { description }

  private static func remedy(for code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT: "free some space or choose a path on another disk"
    case EACCES, EPERM, EROFS: "choose a path that you may write to"
    case ENOENT: "create its folder first or choose another path"
    case ENOTDIR: "a part of the path is a file, so choose another path"
    case EISDIR: "a folder has this name, so choose another path"
    case ENAMETOOLONG: "choose a shorter path"
    case EFBIG: "raise the file size limit (ulimit -f) or write less"
    case EMFILE, ENFILE: "close other files or raise the limit of open files (ulimit -n)"
    default: "check the disk or choose another path"
    }
  }
}
