import Foundation
import RunRecords

/// The standard streams, where a write that fails is no trap.
enum StandardStreams {
  /// Writes to standard output at once.
  ///
  /// - Returns: Whether anybody still reads.
  /// - Throws: ``ToolFailure`` with status 73 where the system refuses for another reason.
  static func write(_ text: String) throws(ToolFailure) -> Bool {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
      return true
    } catch {
      let error = error as NSError
      let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
      guard cause.domain != NSPOSIXErrorDomain || cause.code != Int(EPIPE) else { return false }
      throw ToolFailure(
        .cannotWrite,
        RunFileError.cannotWrite(path: "standard output", code: Int32(cause.code)))
    }
  }

  /// Writes a line to standard error, as far as it can be written.
  static func writeError(_ line: String) {
    try? FileHandle.standardError.write(contentsOf: Data("\(line)\n".utf8))
  }
}
