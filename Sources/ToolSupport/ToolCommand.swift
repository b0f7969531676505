import ArgumentParser
import Foundation

/// A tool whose failures print one sentence and exit with a documented status.
public protocol ToolCommand: ParsableCommand {
  /// Does the tool's work.
  func execute() throws
}

extension ToolCommand {
  /// Runs `execute()`; a failure goes to standard error as one line.
  public func run() throws {
    do {
      try execute()
    } catch let failure as ToolFailure {
      var sentence = failure.description
      // Sentences of library errors start with a capital or a name; here they follow "Error: ".
      if let first = sentence.first, first.isLowercase {
        sentence = first.uppercased() + sentence.dropFirst()
      }
      FileHandle.standardError.write(Data("Error: \(sentence)\n".utf8))
      throw ExitCode(failure.status.rawValue)
    }
  }
}

/// The version that every tool prints.
public let toolkitVersion = "0.1.0"
