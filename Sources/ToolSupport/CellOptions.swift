import ArgumentParser
import RunRecords

/// The cell and its activations.
public struct CellOptions: ParsableArguments {
  @Option(help: "The cell: elman, gru (reset after the product, as PyTorch) or gru-reset-before.")
  var cell = CellKind.elman

  @Option(
    help: ArgumentHelp(
      "The activation of the hidden units (a GRU's candidate): a name such as relu, with its "
        + "parameters such as leaky-relu(0.2), or an expression such as 'x/(1+abs(x))'.",
      valueName: "activation"))
  var hidden = "tanh"

  @Option(
    help: ArgumentHelp(
      "The activation of both gates of a GRU (default: sigmoid).", valueName: "activation"))
  var gate: String?

  @Option(
    help: ArgumentHelp("The activation of the reset gate alone.", valueName: "activation"))
  var resetGate: String?

  @Option(
    help: ArgumentHelp("The activation of the update gate alone.", valueName: "activation"))
  var updateGate: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Hidden units; 128x64 is two layers of those sizes.", valueName: "units"))
  var hiddenSize = "128"

  @Option(
    parsing: .unconditional,
    help: "Layers of the same size (default: 1, or as many as --hidden-size names).")
  var layers: Int?

  @Option(
    name: .customLong("init"),
    help: ArgumentHelp(
      "How weights start: orthogonal, pytorch, glorot, identity, scaled-identity(0.9), np-rnn, "
        + "gaussian(1.5), or critical: gaussian at the gain at which the activation neither "
        + "forgets nor explodes.", valueName: "scheme"))
  var initialization = "orthogonal"

  /// As the parser wants it.
  public init() {}
}

extension CellKind: ExpressibleByArgument {}
