import Foundation

/// A file descriptor that is closed when its owner goes away.
struct OpenFile: ~Copyable, Sendable {
  private let descriptor: Int32
  /// Where the file is.
  let path: String
  /// What errors name: the file that was asked for, where `path` is temporary.
  private let reportedPath: String

  /// Opens a file or, with `O_DIRECTORY`, a folder.
  init(path: String, flags: Int32, reportedAs reportedPath: String) throws(RunFileError) {
    var descriptor: Int32
    repeat {
      descriptor = open(path, flags | O_CLOEXEC, 0o666)
    } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else { throw .cannotWrite(path: reportedPath, code: errno) }
    self.descriptor = descriptor
    self.path = path
    self.reportedPath = reportedPath
  }

  deinit {
    close(descriptor)
  }

  /// Writes all bytes, in one call where the system takes them in one.
  func write(_ data: Data) throws(RunFileError) {
    var written = 0
    while written < data.count {
      let (count, code) = data.withUnsafeBytes { buffer in
        let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
        let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
        return (count, errno)
      }
      if count > 0 {
        written += count
      } else if count == 0 || code != EINTR {
        throw .cannotWrite(path: reportedPath, code: count == 0 ? EIO : code)
      }
    }
  }

  /// Waits until the contents are on the disk.
  func synchronize() throws(RunFileError) {
    while fsync(descriptor) != 0 {
      // Some file systems have no such thing for folders and say so.
      if errno == EINVAL || errno == ENOTSUP { return }
      guard errno == EINTR else { throw .cannotWrite(path: reportedPath, code: errno) }
    }
  }

  /// Cuts the file; the best that can be done after a failed write, so without an error.
  func truncate(to length: Int) {
    _ = ftruncate(descriptor, off_t(length))
  }

  /// Takes over the permissions of a file, if there is one.
  func copyPermissions(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    _ = fchmod(descriptor, status.st_mode & 0o777)
  }
}
