import Recurrent
import RunRecords
import RunReports

/// The comparisons of a gradient check and what they amount to.
package struct GradientCheckReport {
  /// One line per tensor: of real-valued inputs, and W_ih of the lowest layer for one-hot ones too.
  let comparisons: [(name: String, comparison: GradientCheck.Comparison)]
  let precision: Precision

  /// The largest error that passes: in `Double` a right gradient has 1e-8 or less, a derivative
  /// that is 0.01 off has 1e-3; in `Float` rounding leaves up to 1e-4 in saturated networks.
  static func tolerance(_ precision: Precision) -> Double { precision == .double ? 1e-7 : 1e-3 }

  /// Gathers two checks of the same network.
  package init(values: GradientCheck, tokens: GradientCheck, precision: Precision) {
    self.precision = precision
    let oneHot = tokens.comparisons.filter { $0.name == "rnn.weight_ih_l0" }
    comparisons =
      values.comparisons.map { ($0.name, $0) } + oneHot.map { ("\($0.name) (one-hot)", $0) }
  }

  /// Whether a tensor's gradient is right.
  func passes(_ comparison: GradientCheck.Comparison) -> Bool {
    comparison.error <= Self.tolerance(precision)
  }

  /// Whether some gradient is wrong.
  package var hasFailed: Bool { comparisons.contains { !passes($0.comparison) } }

  private var compared: Int { comparisons.reduce(0) { $0 + $1.comparison.compared } }
  private var skipped: Int { comparisons.reduce(0) { $0 + $1.comparison.skipped } }
  private var largestError: Double {
    comparisons.map { $0.comparison.error.isNaN ? .infinity : $0.comparison.error }.max() ?? 0
  }

  /// Writes the report to standard output.
  ///
  /// - Throws: ``ToolFailure`` with status 1 where a gradient is wrong.
  func write(asJSON: Bool) throws(ToolFailure) {
    if asJSON {
      _ = try StandardStreams.write(try json.encoded())
    } else {
      show(.standardOutput())
    }
    guard hasFailed else { return }
    let wrong = comparisons.filter { !passes($0.comparison) }.map(\.name)
    throw ToolFailure(
      .checkFailed,
      "The gradient of \(wrong.joined(separator: ", ")) is wrong, or the activation is not "
        + "differentiable where it was checked: compare f' with the plot of rnn-probe activation.")
  }

  private func show(_ writer: TerminalWriter) {
    var table = TextTable([
      .text("tensor"), .number("error"), .number("compared"), .number("skipped"), .text("verdict"),
    ])
    for (name, comparison) in comparisons {
      table.add([
        name, NumberText.scientific(comparison.error), NumberText.count(comparison.compared),
        NumberText.count(comparison.skipped),
        comparison.compared == 0 ? "not checked" : passes(comparison) ? "right" : "WRONG",
      ])
    }
    writer.write(table.lines(width: writer.width, style: writer.traits.style))
    writer.write(
      "Largest error \(NumberText.scientific(largestError)), tolerance "
        + "\(NumberText.scientific(Self.tolerance(precision), decimals: 0)) in "
        + "\(precision.rawValue); \(skipSentence)",
      emphasis: hasFailed ? .alarm : .good)
  }

  private var skipSentence: String {
    let all = NumberText.count(skipped + compared)
    return skipped == 0
      ? "all \(all) elements compared."
      : "\(NumberText.count(skipped)) of \(all) elements skipped, because a preactivation is within "
        + "the step of a kink or near a pole."
  }

  private var json: JSONValue {
    .object([
      "passed": .bool(!hasFailed),
      "precision": .text(precision.rawValue),
      "tolerance": .number(Self.tolerance(precision)),
      "largest_error": .number(largestError),
      "compared": .count(compared),
      "skipped": .count(skipped),
      "tensors": .list(
        comparisons.map { name, comparison in
          .object([
            "name": .text(name), "error": .number(comparison.error),
            "compared": .count(comparison.compared), "skipped": .count(comparison.skipped),
            "passed": .bool(passes(comparison)),
          ])
        }),
    ])
  }
}
