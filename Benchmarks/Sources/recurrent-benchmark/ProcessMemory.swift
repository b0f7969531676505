import Foundation

/// How much memory this process has in use, as Linux counts it.
enum ProcessMemory {
  /// Why it cannot be told.
  enum Failure: Error {
    /// The system has no `/proc/self/status` with such a line.
    case notLinux
  }

  /// Bytes that are resident and not pages of a file, as the code of programs is.
  static func resident() throws -> Double { try value("RssAnon:") }

  /// The most that ``resident()`` was since the process began, or since ``forgetPeak()``.
  ///
  /// Linux keeps the peak of all pages; those of files only become more.
  static func peak() throws -> Double { try value("VmHWM:") - value("RssFile:") }

  /// Makes what is resident the peak.
  static func forgetPeak() throws {
    let file = try FileHandle(forWritingTo: URL(filePath: "/proc/self/clear_refs"))
    try file.write(contentsOf: Data("5".utf8))
    try file.close()
  }

  private static func value(_ key: String) throws -> Double {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(key) }),
      let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first,
      let count = Double(kilobytes)
    else { throw Failure.notLinux }
    return count * 1024
  }
}
