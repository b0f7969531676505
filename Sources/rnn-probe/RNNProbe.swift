import ArgumentParser
import ToolSupport

@main
struct RNNProbe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rnn-probe",
    abstract: "Find out what an activation or a network does before, or after, it is trained.",
    discussion: """
      EXIT STATUS: 0 done, 1 a check failed, 64 wrong usage, 65 unusable data, 73 results cannot \
      be written.
      """,
    version: toolkitVersion,
    subcommands: [
      ActivationCommand.self, ActivationsCommand.self, NetworkCommand.self, RunCommand.self,
      GradientCheckCommand.self,
    ])

  static func main() {
    main(SignedExpression.bracketed(Array(CommandLine.arguments.dropFirst())))
  }
}
