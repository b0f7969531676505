import Activations
import RunReports

/// What `rnn-probe activations` does once its command line is parsed.
public struct ActivationList: Sendable {
  /// A list of the whole catalogue.
  public init() {}

  /// Writes the table to standard output.
  ///
  /// - Throws: ``ToolFailure`` where the catalogue does not know its own names.
  public func show() throws(ToolFailure) {
    let writer = TerminalWriter.standardOutput()
    var table = TextTable([
      .text("name"), .text("formula"), .text("values"), .number("max |f'|"),
      .number("critical gain"),
    ])
    for entry in Activation<Double>.catalogue {
      let activation: Activation<Double>
      do {
        activation = try Activation(named: entry.name)
      } catch { throw ToolFailure(.data, error) }
      let range =
        ActivationFindings.number(activation.lowerBound) + " to "
        + ActivationFindings.number(activation.upperBound)
      guard activation.isElementwise else {
        table.add([entry.name, entry.formula, range, "row-wise", "-"])
        continue
      }
      let critical = MeanField(activation).criticalGain()
      table.add([
        entry.name, entry.formula, range,
        ActivationFindings.number(ActivationAnalysis(activation).lipschitz),
        critical.map { ActivationFindings.number($0.gain) } ?? "none",
      ])
    }
    writer.write(table.lines(width: writer.width, style: writer.traits.style))
    writer.write(
      "Parameters have their defaults. max |f'| is ∞ where the slope is unbounded or the value "
        + "jumps; the critical gain is that of an Elman network without input, the smallest where there "
        + "are several.")
  }
}
