import Foundation

/// A file descriptor that is written to until it fails.
final class DescriptorOutput {
  private let descriptor: Int32
  private var isBroken = false

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Writes all of a text; after a failure, nothing ever again.
  func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty, !isBroken {
      let written = rest.withUnsafeBytes { bytes in
        Foundation.write(descriptor, bytes.baseAddress, bytes.count)
      }
      if written >= 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        waitUntilWritable()
      } else if errno != EINTR {
        isBroken = true
      }
    }
  }

  /// Another process may have made a shared terminal non-blocking.
  private func waitUntilWritable() {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    poll(&request, 1, 1000)
  }
}
