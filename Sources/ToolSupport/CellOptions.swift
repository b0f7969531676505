import ArgumentParser
import RunRecords

/// The cell and its activations; each option takes several values, see ``Choices``.
public struct CellOptions: ParsableArguments {
  @Option(help: "The cell: elman, gru (reset after the product, as PyTorch) or gru-reset-before.")
  var cell = Choices(CellKind.elman)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The activation of the hidden units (a GRU's candidate): a name such as relu, with its "
        + "parameters such as leaky-relu(0.2), or an expression such as 'x/(1+abs(x))'.",
      valueName: "activation"))
  var hidden = Choices("tanh")

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The activation of both gates of a GRU (default: sigmoid).", valueName: "activation"))
  var gate: Choices<String>?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The activation of the reset gate alone.", valueName: "activation"))
  var resetGate: Choices<String>?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The activation of the update gate alone.", valueName: "activation"))
  var updateGate: Choices<String>?

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

extension CellKind: ExpressibleByArgument {}
