import RunRecords

/// Singular values, spectral radius, clipping, update ratios and noise over the updates.
struct WeightPart {
  let runs: [ReportRun]

  var part: ReportPart {
    var part = ReportPart()
    let isAlone = runs.count == 1
    add(
      isAlone ? [spectrum] : [matrices("largest-singular-value"), matrices("spectral-radius")],
      "largest_singular_value and spectral_radius", "singular values of weight_hh", &part)
    add([clipping], "clip_rate", "clip rate", &part)
    add(runs.map(ratios), "update_ratios", "update ratios", &part)
    add([noise], "noise_scale", "gradient noise scale", &part)
    return part
  }

  private func add(_ figures: [Figure?], _ key: String, _ what: String, _ part: inout ReportPart) {
    let shown = figures.compactMap(\.self)
    part.figures += shown
    guard shown.isEmpty else { return }
    part.absences.append(
      "No \(what): \(key) \(key.contains(" and ") ? "are" : "is") null in the records; train with a "
        + "version of rnn-train that measures it.")
  }

  /// What a number of a run follows where there are several.
  private func prefix(_ run: ReportRun) -> String { runs.count == 1 ? "" : run.name + ": " }

  /// Both of one run, layer by layer.
  private var spectrum: Figure? {
    let run = runs[0]
    var series: [ChartSeries] = []
    for layer in 0..<run.layers {
      let name = run.layers == 1 ? "" : "layer \(layer + 1): "
      series.append(
        ChartSeries(
          name + "largest singular value",
          run.points { Self.entry($0.largestSingularValue, layer) }, style: .series(2 * layer)))
      series.append(
        ChartSeries(
          name + "spectral radius", run.points { Self.entry($0.spectralRadius, layer) },
          style: .series(2 * layer + 1), hasDots: true))
    }
    let ends = series.compactMap { series in
      series.points.last.map { "\(series.name) \(NumberText.norm($0.y))" }
    }
    return TrendFigure(
      id: "spectrum", title: "Singular values and spectral radius of weight_hh", axis: "value",
      series: series, hasZero: false, level: ("1", 1),
      caption:
        "A largest singular value below 1 makes a bounded net forget for certain; above 1 it "
        + "may explode, but need not; last measured: " + ends.joined(separator: ", ") + "."
    ).figure
  }

  /// One of both, of the top layers.
  private func matrices(_ id: String) -> Figure? {
    let isRadius = id == "spectral-radius"
    let series = runs.map { run in
      ChartSeries(
        run.name,
        run.points {
          Self.entry(isRadius ? $0.spectralRadius : $0.largestSingularValue, run.layers - 1)
        }, style: run.style, hasDots: isRadius)
    }
    let ends = series.compactMap { series in
      series.points.last.map { "\(series.name): \(NumberText.norm($0.y))" }
    }
    return TrendFigure(
      id: id,
      title: isRadius ? "Spectral radius of weight_hh" : "Largest singular value of weight_hh",
      axis: "value", series: series, hasZero: false, level: ("1", 1),
      caption: "Of the top layer; what the gradient does depends on the derivatives too, so that a "
        + "value above 1 alone explodes nothing; last measured: " + ends.joined(separator: "; ")
        + "."
    ).figure
  }

  private static func entry(_ values: [Double?]?, _ layer: Int) -> Double? {
    guard let values, layer < values.count else { return nil }
    return values[layer]
  }

  private var clipping: Figure? {
    let shares = runs.compactMap { run in
      run.summary.clipRate.map { "\(prefix(run))\(NumberText.percent($0))" }
    }
    return TrendFigure(
      id: "clip-rate", title: "Share of updates that were clipped", axis: "share",
      series: runs.map {
        ChartSeries(runs.count == 1 ? "" : $0.name, $0.points(\.clipRate), style: $0.style)
      },
      caption: "Above a fifth or so, clipping acts as the learning rate; over the whole run "
        + shares.joined(separator: "; ") + "."
    ).figure
  }

  private func ratios(_ run: ReportRun) -> Figure? {
    let names = Set(run.records.compactMap(\.updateRatios).flatMap(\.keys)).sorted()
      .filter { $0.contains("weight") }
    let series = names.enumerated().map { number, name in
      ChartSeries(
        name, run.points { ($0.updateRatios?[name]).flatMap(\.self) }, style: .series(number))
    }
    let most = series.compactMap { series in series.points.last.map { (series.name, $0.y) } }
      .max { $0.1 < $1.1 }
    let end = most.map { " The largest was last \(NumberText.scientific($0.1)) (\($0.0))." }
    return TrendFigure(
      id: "update-ratios\(run.suffix)",
      title: (runs.count == 1 ? "" : "\(run.name): ") + "Update ratios |ΔW| / |W|", axis: "ratio",
      series: series, isLogarithmic: true,
      caption: "About 0.001 is usual; more than 0.01 on weight_hh comes before many an explosion."
        + (end ?? "")
    ).figure
  }

  private var noise: Figure? {
    let ends = runs.compactMap { run in
      run.points(\.noiseScale).last.map {
        "\(prefix(run))\(NumberText.norm($0.y)) at \(run.configuration.batchSize) rows"
      }
    }
    return TrendFigure(
      id: "noise", title: "Gradient noise scale", axis: "rows",
      series: runs.map {
        ChartSeries(runs.count == 1 ? "" : $0.name, $0.points(\.noiseScale), style: $0.style)
      },
      isLogarithmic: true,
      caption:
        "Far above the batch size a larger batch or a smaller learning rate helps; last measured: "
        + ends.joined(separator: "; ") + "."
    ).figure
  }
}
