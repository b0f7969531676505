import ArgumentParser
import ToolSupport

/// `rnn-probe activation`.
struct ActivationCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "activation",
    abstract: "Say what an activation does to a recurrent network, before it is trained.",
    discussion: """
      Prints the function's bounds, slope, kinks, jumps, poles and limits, plots it with its derivative, and \
      computes what mean-field theory says of a wide Elman network with it: the sizes that the \
      state can keep, whether gradients vanish or grow there, how long a gradient is remembered, \
      and the critical gain, which --init critical of rnn-train uses. Where there are several, it \
      is the smallest: up to it no size of the state is unstable.

      With --json, what is infinite or does not exist is null.

      EXIT STATUS: 0 done, 64 wrong usage, 73 the page cannot be written or exists.
      """)

  @Argument(
    help: ArgumentHelp(
      "A name such as tanh or leaky-relu(0.2), or an expression such as 'x/(1+abs(x))'.",
      valueName: "activation"))
  var activation: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Add value and derivative at these points, such as --at=-3,0,0.5.", valueName: "numbers"))
  var at: String?

  @Option(
    parsing: .unconditional, help: "g: the recurrent weights are drawn from N(0, g²/H).")
  var gain = 1.0

  @Option(
    parsing: .unconditional,
    help: "The standard deviation of the input part of a preactivation.")
  var inputScale = 0.0

  @Option(
    help: ArgumentHelp(
      "Write a page with plots for a browser too, to a file that must not exist.",
      valueName: "file"))
  var html: String?

  @Flag(help: "Print one JSON object.")
  var json = false
  func execute() throws {
    let probe = try ActivationProbe(
      activation: activation, at: at, gain: gain, inputScale: inputScale, page: html)
    try probe.execute(asJSON: json)
  }
}
