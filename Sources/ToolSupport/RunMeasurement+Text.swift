import GradientFlow
import RunReports

extension RunMeasurement {
  /// The measurement for readers: the gradient's memory as a chart, then the numbers beside it.
  func lines(width: Int, style: GlyphStyle) -> [String] {
    let heading =
      "\(run) after update \(NumberText.count(step)) on \(text): \(rows) rows of "
      + "\(NumberText.count(steps)) steps after \(NumberText.count(warmup)); loss "
      + "\(NumberText.loss(loss)) nats"
    var lines = DisplayText.wrapped(heading, to: width)
    if let top = gradientByLag.last, !top.isEmpty {
      lines += LagChart(profile: top, decayRate: decayRate).lines(width: width, style: style)
    }
    lines += [ExcludedRowsText(rowsWithoutGradient, of: rows).sentence].compactMap(\.self)
    lines += table.lines(width: width, style: style)
    lines.append("")
    lines += weightTable.lines(width: width, style: style)
    if !gates.isEmpty {
      lines.append("")
      lines += gateTable.lines(width: width, style: style)
    }
    return lines + notes.flatMap { DisplayText.wrapped($0, to: width) }
  }

  private var table: TextTable {
    var table = TextTable([.text("quantity"), .number("value"), .number("error")])
    table.add(["lambda_1, nats a step", number(lambda1), number(lyapunovErrors?.first ?? nil)])
    if let jacobianSlope {
      table.add(["slope of ln |J_k|^2", number(jacobianSlope), number(jacobianSlopeError)])
    }
    for (lag, norm) in zip(jacobianLags, jacobianLogSpectralNorms) where [1, 10, 100].contains(lag)
    {
      table.add(["ln |J_k|_2 / k, k = \(lag)", number(norm.map { $0 / Double(lag) }), ""])
    }
    let rates: [(String, Double?)] = [
      ("slope of the gradient, last loss", decayRate),
      ("slope of the gradient, random loss steps", randomStepDecayRate),
      ("slope of the gradient, all losses of one row", allPairsDecayRate),
      ("entropy, nats a step", entropy), ("Kaplan-Yorke dimension", kaplanYorkeDimension),
      ("growth of |h|, nats a step", hiddenGrowth.last ?? nil), ("largest |h|", hiddenMaximum.last),
      ("inactive share", inactiveFraction), ("saturated share", saturatedFraction),
      ("dead share", deadFraction),
    ]
    for (name, value) in rates where value != nil { table.add([name, number(value), ""]) }
    if let lag = vanishingLag { table.add(["lag below 1/1000", NumberText.count(lag), ""]) }
    if let lag = gradientShareByLag.firstIndex(where: { $0 >= 0.99 }) {
      table.add(["lags that hold 99 % of |G|^2", NumberText.count(lag), ""])
    }
    if let largest = stepSingularValues.compactMap(\.first).max() {
      table.add(["largest singular value of a step", number(largest), ""])
      let counts = stepSingularValues.map { $0.count { $0 > 1 } }
      table.add(["of a step above 1, mean count", number(Self.mean(counts)), ""])
    }
    return table
  }

  private var weightTable: TextTable {
    var table = TextTable([
      .text("weight_hh"), .number("spectral radius"), .number("sigma_max"),
      .number("transient gain"), .number("at power"),
    ])
    for spectrum in weights {
      table.add([
        "layer \(spectrum.layer) \(spectrum.gate)", number(spectrum.spectralRadius),
        number(spectrum.largestSingularValue),
        // With a radius of 1 or more the powers need not have a largest.
        spectrum.spectralRadius < 1 ? NumberText.norm(spectrum.transientGain) : "no limit",
        spectrum.spectralRadius < 1 ? NumberText.count(spectrum.transientPower) : "-",
      ])
    }
    return table
  }

  private var gateTable: TextTable {
    var table = TextTable([
      .text("gate"), .number("mean"), .number("above 0.95"), .number("below 0.05"),
    ])
    for gate in gates {
      table.add([
        "layer \(gate.layer) \(gate.gate)", number(gate.mean),
        NumberText.percent(gate.openFraction), NumberText.percent(gate.shutFraction),
      ])
    }
    return table
  }

  private static func mean(_ counts: [Int]) -> Double {
    Double(counts.reduce(0, +)) / Double(max(1, counts.count))
  }

  private func number(_ value: Double?) -> String {
    value.map { NumberText.measured($0) } ?? "-"
  }
}
