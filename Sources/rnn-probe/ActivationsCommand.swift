import ArgumentParser
import ToolSupport

/// `rnn-probe activations`.
struct ActivationsCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "activations",
    abstract: "List the built-in activations.")

  func execute() throws {
    try ActivationList().show()
  }
}
