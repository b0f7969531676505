import ArgumentParser

/// The network that `rnn-train` trains; each option takes several values, see ``Choices``.
public struct NetworkOptions: ParsableArguments {
  @OptionGroup var cell: CellOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Hidden units; 128x64 is two layers of those sizes.", valueName: "units"))
  var hiddenSize = Choices("128")

  @Option(
    parsing: .unconditional,
    help: "Layers of the same size (default: 1, or as many as --hidden-size names).")
  var layers: Choices<Int>?

  @Option(
    name: .customLong("init"),
    help: ArgumentHelp(
      "How weights start: orthogonal, pytorch, glorot, identity, scaled-identity(0.9), np-rnn, "
        + "gaussian(1.5), or critical: gaussian at the gain at which the activation neither "
        + "forgets nor explodes.", valueName: "scheme"))
  var initialization = Choices("orthogonal")

  /// As the parser wants it.
  public init() {}
}
