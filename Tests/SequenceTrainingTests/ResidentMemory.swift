#if os(Linux)
  import Foundation

  /// How much memory this process has in use, as Linux counts it, pages of files left out.
  enum ResidentMemory {
    /// Bytes at this moment.
    static func now() throws -> Double { try value("RssAnon:") }

    /// The most since ``forgetPeak()``.
    static func peak() throws -> Double { try value("VmHWM:") - value("RssFile:") }

    /// Makes what is in use the peak.
    static func forgetPeak() throws {
      let file = try FileHandle(forWritingTo: URL(filePath: "/proc/self/clear_refs"))
      try file.write(contentsOf: Data("5".utf8))
      try file.close()
    }

    private static func value(_ key: String) throws -> Double {
      let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let line = status.split(separator: "\n").first { $0.hasPrefix(key) }
      let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
      return (kilobytes.flatMap { Double($0) } ?? .nan) * 1024
    }
  }
#endif
