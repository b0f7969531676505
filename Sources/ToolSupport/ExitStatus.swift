/// The exit statuses of the tools, as in sysexits.
public enum ExitStatus: Int32, Sendable, CaseIterable {
  /// Everything asked for was done.
  case done = 0
  /// A check found something wrong.
  case checkFailed = 1
  /// The run diverged: something stopped being finite.
  case diverged = 2
  /// The command line cannot be understood.
  case usage = 64
  /// The data cannot be used.
  case data = 65
  /// Output cannot be written.
  case cannotWrite = 73
  /// The user interrupted the run; what was trained is saved.
  case interrupted = 130
}
