import Foundation

extension AtomicFile {
  /// Removes the temporary files that killed processes left in a folder.
  ///
  /// Files of processes that run, this one included, stay. Processes are looked up on this machine
  /// only, so a folder into which other machines write at the same time should not be swept. A
  /// file that cannot be removed stays as well: it does no harm.
  ///
  /// - Returns: The names of the removed files, sorted.
  @discardableResult
  public static func sweepAbandoned(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { name in
      guard let process = owner(ofTemporary: name), !isRunning(process) else { return false }
      return unlink(folder.appending(path: name).path) == 0
    }
  }

  /// The process that made a temporary file, or nil for any other file.
  private static func owner(ofTemporary name: String) -> Int32? {
    guard name.hasPrefix("."), let mark = name.range(of: temporaryMark, options: .backwards)
    else { return nil }
    let numbers = name[mark.upperBound...].split(separator: "-", omittingEmptySubsequences: false)
    let areNumbers = numbers.allSatisfy { number in
      !number.isEmpty && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    let isNamed = mark.lowerBound > name.index(after: name.startIndex)
    guard numbers.count == 2, areNumbers, isNamed, let process = Int32(numbers[0]), process > 0
    else { return nil }
    return process
  }

  private static func isRunning(_ process: Int32) -> Bool {
    // Signal 0 is sent to nobody; EPERM means that the process is there and is someone else's.
    kill(process, 0) == 0 || errno != ESRCH
  }
}
