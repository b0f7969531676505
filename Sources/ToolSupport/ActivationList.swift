import Activations
import RunReports

/// What `rnn-probe activations` does once its command line is parsed.
public struct ActivationList: Sendable {
  /// A list of the whole catalogue.
  public init() {}

  /// Writes the table to standard output.
  public func show() {
    let writer = TerminalWriter.standardOutput()
    var table = TextTable([.text("name"), .text("formula"), .text("elsewhere")])
    for entry in Activation<Double>.catalogue {
      table.add([entry.name, entry.formula, entry.peers])
    }
    writer.write(table.lines(width: writer.width, style: writer.traits.style))
  }
}
