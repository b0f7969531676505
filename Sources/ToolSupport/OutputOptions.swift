import ArgumentParser

/// What is shown and where results go.
public struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder for results, which must not exist (default: runs/<time>-<cell>-<hidden>).",
      valueName: "folder"))
  var output: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Print a sample of the text learnt every so many updates (default: at the end).",
      valueName: "updates"))
  var sampleEvery: Int?

  @Flag(
    help: ArgumentHelp(
      "Keep the model of every checkpoint, about a dozen, under checkpoints/ in the folder of the "
        + "run; rnn-probe run --checkpoint measures them."))
  var keepCheckpoints = false

  @Flag(help: "Print the verdict only.")
  var quiet = false

  /// As the parser wants it.
  public init() {}
}
