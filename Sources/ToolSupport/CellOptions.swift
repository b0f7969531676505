import ArgumentParser
import RunRecords

/// The cell and its activations, as every command takes them that makes a network.
///
/// Each option takes several values, see ``Choices``; commands that look at one network refuse
/// them.
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

  /// As the parser wants it.
  public init() {}

  /// Refuses several values, for a command that looks at one network.
  ///
  /// - Throws: ``ToolFailure`` with status 64.
  func checkSingle() throws(ToolFailure) {
    for (option, count) in [
      ("--cell", cell.values.count), ("--hidden", hidden.values.count),
      ("--gate", gate?.values.count ?? 1), ("--reset-gate", resetGate?.values.count ?? 1),
      ("--update-gate", updateGate?.values.count ?? 1),
    ] where count > 1 {
      throw ToolFailure(
        .usage, "\(option) names \(count) values, and one network is looked at: give one of them.")
    }
  }
}

extension CellKind: ExpressibleByArgument {}
