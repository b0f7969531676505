#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Signals about output that cannot be written.
enum OutputSignals {
  /// Lets writes fail with an error instead of a signal that ends the process: a run is worth more
  /// than the pipe it prints to, and a file that may not grow is told in a sentence.
  static func ignore() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }
}
