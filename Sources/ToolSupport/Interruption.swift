import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Ctrl-C: the first time a request to finish the update and save, the second time the end.
public enum Interruption {
  private static let count = Atomic<Int>(0)

  /// Starts listening for SIGINT and SIGTERM.
  public static func listen() {
    // The counter is made on first use, which must not be in the handler.
    _ = isRequested
    // Whoever started the process may have handed its own blocked signals on.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        // Only what is safe in a signal handler: an atomic, and an exit that runs nothing else.
        if Interruption.note() > 1 { _exit(ExitStatus.interrupted.rawValue) }
      }
    }
  }

  /// Whether the run shall end after this update.
  public static var isRequested: Bool { count.load(ordering: .relaxed) > 0 }

  private static func note() -> Int { count.add(1, ordering: .relaxed).newValue }
}
