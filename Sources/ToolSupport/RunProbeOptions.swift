import ArgumentParser

/// What `rnn-probe run` looks at, and how closely.
public struct RunProbeOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("A run's folder, or a model.safetensors.", valueName: "run"))
  var model: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Measure the model as it was after so many updates, of a run that was trained with "
        + "--keep-checkpoints (default: the model saved last).", valueName: "update"))
  var checkpoint: Int?

  @Option(
    help: ArgumentHelp(
      "The text that drives the network: a path, - for standard input, or a bundled text "
        + "(default: the one it was trained on).", valueName: "file"))
  var text: String?

  @Option(parsing: .unconditional, help: "Places of the text that are read side by side.")
  var rows = 8

  @Option(
    parsing: .unconditional,
    help: """
      Steps of the window that is measured; its last quarter only aligns frames of exponents, and all \
      losses are followed back over the last 1000 at most.
      """)
  var steps = 256

  @Option(parsing: .unconditional, help: "Steps before it in which the state settles.")
  var warmup = 128

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many Lyapunov exponents, or all.", valueName: "count"))
  var exponents = "8"

  @Option(parsing: .unconditional, help: "Of random directions, probes and loss steps.")
  var seed: UInt64 = 1

  @Flag(help: "Write JSON.")
  var json = false

  /// As the parser wants it.
  public init() {}
}
