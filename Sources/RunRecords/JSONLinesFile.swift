import Foundation
import Synchronization

/// A log that grows by one JSON object per line.
///
/// A line is handed to the system whole, in one call, so that a reader who takes what ends in a
/// newline sees whole lines only, and a crash of this process loses none. Keys are written as the
/// values declare them, in alphabetical order: equal values give equal lines.
public final class JSONLinesFile: Sendable {
  /// Where the file is.
  public let url: URL
  private let file: OpenFile
  private let length = Mutex(0)

  /// Creates an empty file.
  ///
  /// - Throws: `RunFileError.alreadyExists` if there is anything at `url`, `.cannotWrite` if it
  ///   cannot be created.
  public init(creating url: URL) throws(RunFileError) {
    self.url = url
    do throws(RunFileError) {
      let flags = O_WRONLY | O_CREAT | O_EXCL | O_APPEND
      file = try OpenFile(path: url.path, flags: flags, reportedAs: url.path)
    } catch {
      if case .cannotWrite(let path, EEXIST) = error { throw .alreadyExists(path: path) }
      throw error
    }
  }

  /// Appends a value as one line.
  ///
  /// - Throws: `RunFileError.cannotEncode` if the value has no JSON form, such as a number that is
  ///   not finite; `.cannotWrite` if the system refuses. Either way the file stays as it was.
  public func append(_ value: some Encodable) throws(RunFileError) {
    try append(try encode(value) + Data("\n".utf8))
  }

  /// Appends the text of one JSON object as a line.
  ///
  /// - Throws: `RunFileError.cannotWrite` if the system refuses; the file stays as it was.
  /// - Precondition: the text holds no newline.
  public func append(line: String) throws(RunFileError) {
    var text = line + "\n"
    // In memory: to ask a string for its bytes one by one takes a tenth of the time of making it.
    let isOneLine = text.withUTF8 { !$0.dropLast().contains(UInt8(ascii: "\n")) }
    precondition(isOneLine, "a line with a newline in it")
    try append(text.withUTF8 { Data($0) })
  }

  private func append(_ line: Data) throws(RunFileError) {
    try length.withLock { (length) throws(RunFileError) in
      do throws(RunFileError) {
        try file.write(line)
        length += line.count
      } catch {
        file.truncate(to: length)
        throw error
      }
    }
  }

  private func encode(_ value: some Encodable) throws(RunFileError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(value)
    } catch EncodingError.invalidValue(let value, let context) {
      let keys = context.codingPath.map(\.stringValue).joined(separator: ".")
      throw .cannotEncode(path: url.path, reason: "\(value) at '\(keys)' has no JSON form")
    } catch {
      throw .cannotEncode(path: url.path, reason: "\(error)")
    }
  }
}
