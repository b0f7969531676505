public import Foundation

extension Corpus {
  /// Reads a text from a file, or from standard input when the path is `-`.
  ///
  /// A file whose name is `-` is read as `./-`.
  ///
  /// - Throws: ``CorpusError`` when the file cannot be read or is not a text to train on.
  public init(contentsOf path: String) throws(CorpusError) {
    if path == "-" {
      try self.init(readingFrom: .standardInput, name: "standard input")
      return
    }
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw .missing(name: path)
    }
    guard !isDirectory.boolValue else { throw .directory(name: path) }
    let handle: FileHandle
    do {
      handle = try FileHandle(forReadingFrom: URL(filePath: path))
    } catch {
      throw Self.readingFailed(error, name: path)
    }
    try self.init(readingFrom: handle, name: path)
  }

  /// Reads a text from an open file, pipe or terminal, up to its end.
  ///
  /// - Throws: ``CorpusError`` when it cannot be read or is not a text to train on.
  public init(readingFrom handle: FileHandle, name: String) throws(CorpusError) {
    var data = Data()
    do {
      while let chunk = try handle.read(upToCount: Self.chunkByteCount), !chunk.isEmpty {
        data.append(chunk)
        // What is no text is refused at once: /dev/zero has no end.
        if chunk.contains(0) { break }
        if data.count > Self.largestByteCount { break }
      }
    } catch {
      throw Self.readingFailed(error, name: name)
    }
    guard data.count <= Self.largestByteCount else { throw .tooLarge(name: name) }
    try self.init(data: data, name: name)
  }

  /// The largest text that is read: 2 GiB.
  public static let largestByteCount = 1 << 31

  private static let chunkByteCount = 1 << 20

  private static func readingFailed(_ error: any Error, name: String) -> CorpusError {
    let error = error as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    guard cause.domain == NSPOSIXErrorDomain, let code = POSIXErrorCode(rawValue: Int32(cause.code))
    else { return .unreadable(name: name, reason: "\(cause.domain) error \(cause.code)") }
    switch code {
    case .EACCES, .EPERM: return .notPermitted(name: name)
    case .EISDIR: return .directory(name: name)
    case .ENOENT: return .missing(name: name)
    default: return .unreadable(name: name, reason: String(cString: strerror(code.rawValue)))
    }
  }
}
