import ArgumentParser
import BLASMatrices

/// A tool whose failures print one sentence and exit with a documented status.
public protocol ToolCommand: ParsableCommand {
  /// Does the tool's work.
  func execute() throws
}

extension ToolCommand {
  /// Runs `execute()`; a failure goes to standard error as one line.
  public func run() throws {
    OutputSignals.ignore()
    // At once: until then the library's own threads look for work.
    LinearAlgebraBackend.useOneThreadFromTheStart()
    do {
      try execute()
    } catch let failure as ToolFailure {
      // Who presses Ctrl-C has made no error.
      let prefix = failure.status == .interrupted ? "" : "Error: "
      StandardStreams.writeError(prefix + failure.description)
      throw ExitCode(failure.status.rawValue)
    }
  }
}

/// The version that every tool prints.
public let toolkitVersion = "0.1.0"
