import RunRecords

/// Shares of hidden units and gates over the updates, and how their values are spread.
struct UnitPart {
  let runs: [ReportRun]

  var part: ReportPart {
    var part = ReportPart()
    let shares = runs.count == 1 ? [alone].compactMap(\.self) : compared
    part.figures += shares
    if shares.isEmpty {
      part.absences.append(
        "No shares of dead, inactive and saturated units: nothing is measured yet, or the hidden "
          + "activation is row-wise and has no derivative of its own.")
    }
    for run in runs {
      let prefix = runs.count == 1 ? "" : "\(run.name): "
      part.figures += [gates(run, prefix)].compactMap(\.self) + histograms(run, prefix)
      part.absences += absences(run, prefix)
    }
    return part
  }

  private var alone: Figure? {
    let run = runs[0]
    let named: [(String, [ChartPoint], Int)] = [
      ("inactive: derivative 0 here and now", run.points(\.inactiveFraction), 0),
      ("saturated: |derivative| < 0.1", run.points(\.saturatedFraction), 2),
      ("dead: derivative always 0", run.points(\.deadFraction), 1),
    ]
    let ends = named.compactMap { name, points, _ in
      points.last.map { "\(NumberText.percent($0.y)) \(name.prefix { $0 != ":" })" }
    }
    return TrendFigure(
      id: "shares", title: "Dead, inactive and saturated units", axis: "share of the units",
      series: named.map { ChartSeries($0, $1, style: .series($2)) },
      caption: "A dead unit passes no gradient to anyone; last measured: "
        + ends.joined(separator: ", ") + "."
    ).figure
  }

  private var compared: [Figure] {
    let kinds: [(String, String, (MetricsRecord) -> Double?)] = [
      ("inactive", "derivative 0 here and now", \.inactiveFraction),
      ("saturated", "|derivative| < 0.1", \.saturatedFraction),
      ("dead", "derivative 0 in every sample of the window, of 1000 at least", \.deadFraction),
    ]
    return kinds.compactMap { name, meaning, value in
      let ends = runs.compactMap { run in
        run.points(value).last.map { "\(run.name): \(NumberText.percent($0.y))" }
      }
      return TrendFigure(
        id: "share-\(name)", title: "Share of \(name) units", axis: "share of the units",
        series: runs.map { ChartSeries($0.name, $0.points(value), style: $0.style) },
        caption: "\(name.prefix(1).uppercased() + name.dropFirst()): \(meaning); last measured: "
          + ends.joined(separator: "; ") + "."
      ).figure
    }
  }

  /// The gates' saturated shares and means over the updates.
  private func gates(_ run: ReportRun, _ prefix: String) -> Figure? {
    let shares = names(run, \.gateSaturatedFraction).enumerated().map { number, gate in
      ChartSeries(
        "\(gate): share near 0 or 1",
        run.points { ($0.gateSaturatedFraction?[gate]).flatMap(\.self) }, style: .series(2 * number)
      )
    }
    let means = names(run, \.gateMeans).enumerated().map { number, gate in
      ChartSeries(
        "\(gate): mean", run.points { ($0.gateMeans?[gate]).flatMap(\.self) },
        style: .series(2 * number + 1))
    }
    let ends =
      ends(shares) { "\(NumberText.percent($0)) near 0 or 1" }
      + ends(means) { "mean \(NumberText.fixed($0, decimals: 2))" }
    return TrendFigure(
      id: "gates\(run.suffix)", title: prefix + "Gates over the updates", axis: "share, mean",
      series: shares + means,
      caption: "An update gate near 1 keeps the old state and its gradient; last measured: "
        + ends.joined(separator: ", ") + "."
    ).figure
  }

  /// The last number of each gate's series, in words after the gate.
  private func ends(_ series: [ChartSeries], _ words: (Double) -> String) -> [String] {
    series.compactMap { series in
      series.points.last.map { "\(series.name.prefix { $0 != ":" }) \(words($0.y))" }
    }
  }

  private func names(
    _ run: ReportRun, _ numbers: (MetricsRecord) -> [String: Double?]?
  ) -> [String] {
    Set(run.records.compactMap(numbers).flatMap(\.keys)).sorted()
  }

  private func histograms(_ run: ReportRun, _ prefix: String) -> [Figure] {
    var figures: [Figure] = []
    if let figure = histogram(
      run, id: "derivatives\(run.suffix)", title: prefix + "Derivatives of the hidden units",
      axis: "|f'(a)|", \.derivativeHistogram, reading: derivativeReading)
    {
      figures.append(figure)
    }
    let gates = Set(run.records.compactMap(\.gateHistogram).flatMap(\.keys)).sorted()
    for (number, gate) in gates.enumerated() {
      if let figure = histogram(
        run, id: "gate-\(number + 1)\(run.suffix)", title: "\(prefix)Values of the \(gate) gate",
        axis: "value of the gate", { $0.gateHistogram?[gate] },
        reading: { gateReading($0, gate) })
      {
        figures.append(figure)
      }
    }
    return figures
  }

  /// A distribution at the first and at the last moment that have it.
  private func histogram(
    _ run: ReportRun, id: String, title: String, axis: String,
    _ counts: (MetricsRecord) -> [Double?]?, reading: ([Double]) -> String
  ) -> Figure? {
    let measured = run.records.compactMap { record in
      counts(record).map { (record.place, $0.map { $0 ?? 0 }) }
    }
    guard let first = measured.first, let last = measured.last else { return nil }
    var series = [
      Histogram.Series(last.0, counts: last.1, style: .series(0))
    ]
    if measured.count > 1 {
      series.insert(Histogram.Series(first.0, counts: first.1, style: .series(1)), at: 0)
    }
    let caption = reading(series[series.count - 1].shares)
    return Figure(
      id: id, title: title,
      chart: Histogram(
        title: title, description: caption,
        x: ChartAxis(axis, AxisScale(.linear, from: 0, to: 1)), series: series),
      caption: caption)
  }

  private func derivativeReading(_ shares: [Double]) -> String {
    let low = NumberText.percent(shares.prefix(2).reduce(0, +))
    let high = NumberText.percent(shares.suffix(2).reduce(0, +))
    return
      "Each step multiplies the gradient with these: \(low) of the units let less than a tenth "
      + "pass, \(high) at least nine tenths."
  }

  private func gateReading(_ shares: [Double], _ gate: String) -> String {
    let low = NumberText.percent(shares.first ?? 0)
    let high = NumberText.percent(shares.last ?? 0)
    let (closed, open) =
      gate.hasSuffix("update")
      ? ("the state is overwritten", "it and its gradient are kept")
      : ("the candidate sees nothing of the state", "it sees all of it")
    return "\(low) of the values are below 0.05, where \(closed), and \(high) above 0.95, where "
      + "\(open); a saturated gate hardly learns at either end."
  }

  private func absences(_ run: ReportRun, _ prefix: String) -> [String] {
    var absences: [String] = []
    if run.records.allSatisfy({ $0.derivativeHistogram == nil }) {
      absences.append(
        "\(prefix)no histogram of derivatives: derivative_histogram is null in the records; train "
          + "with a version of rnn-train that measures it.")
    }
    if run.configuration.cell.hasGates, run.records.allSatisfy({ $0.gateHistogram == nil }) {
      absences.append(
        "\(prefix)no histogram of gates: gate_histogram is null in the records; train with a "
          + "version of rnn-train that measures it.")
    }
    return absences.map { prefix.isEmpty ? $0.prefix(1).uppercased() + $0.dropFirst() : $0 }
  }
}
