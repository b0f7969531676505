import ArgumentParser
import RunRecords
import ToolSupport

/// `rnn-probe gradcheck`.
struct GradientCheckCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradcheck",
    abstract: "Compare a network's gradients with differences of its loss.",
    discussion: """
      Draws a small network with any cell and activation, and compares every gradient (each \
      tensor, the inputs, the first state) with central differences in double precision. Elements \
      for which a preactivation lies within the step of a kink, or near a pole, are skipped and \
      counted.

      EXIT STATUS: 0 every gradient is right, 1 one is wrong, 64 wrong usage.
      """)

  @OptionGroup var cell: CellOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Hidden units; 6x4 is two layers of those sizes.", valueName: "units"))
  var hiddenSize = "6"

  @Option(
    parsing: .unconditional,
    help: "Layers of the same size (default: 1, or as many as --hidden-size names).")
  var layers: Int?

  @Option(help: "The precision whose gradients are checked: float or double.")
  var precision = Precision.double

  @Option(parsing: .unconditional, help: "Fixes the network that is drawn.")
  var seed: UInt64 = 1

  @Flag(help: "Print one JSON object.")
  var json = false

  func execute() throws {
    try GradientCheckRun(
      cell: cell, hiddenSize: hiddenSize, layers: layers, precision: precision, seed: seed
    ).execute(asJSON: json)
  }
}
