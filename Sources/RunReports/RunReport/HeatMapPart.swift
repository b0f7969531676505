import RunRecords

/// The gradient by lag over training, a map for each run and layer.
struct HeatMapPart {
  let runs: [ReportRun]

  var part: ReportPart {
    var part = ReportPart()
    let maps = runs.map { run in (0..<run.layers).map { columns(run, layer: $0) } }
    let decades = HeatMap.decades(fitting: maps.joined().joined())
    for (run, layers) in zip(runs, maps) {
      // The top layer first, as it is what the readout sees.
      for layer in layers.indices.reversed() where !layers[layer].isEmpty {
        part.figures.append(figure(run, layer, layers[layer], decades))
      }
    }
    if part.figures.isEmpty {
      part.absences.append(
        "No gradient by lag: nothing is measured yet; --gradient-flow every:50 measures every 50 "
          + "updates.")
    }
    return part
  }

  private func columns(_ run: ReportRun, layer: Int) -> [HeatMap.Column] {
    run.measured.compactMap { record in
      let values =
        layer == run.layers - 1 ? record.readableProfile : lower(record, layer: layer)
      guard !values.isEmpty else { return nil }
      return HeatMap.Column(
        update: record.step - 1, values: values, isMarked: record.measuredBecause == .event)
    }
  }

  private func lower(_ record: MetricsRecord, layer: Int) -> [Double?] {
    guard let layers = record.gradientByLagByLayer, layer < layers.count else { return [] }
    return layers[layer]
  }

  private func figure(
    _ run: ReportRun, _ layer: Int, _ columns: [HeatMap.Column], _ decades: Int
  ) -> Figure {
    let place =
      run.layers == 1 ? "" : "layer \(layer + 1)\(layer == run.layers - 1 ? " (top)" : "")"
    let subject = [runs.count == 1 ? "" : run.name, place].filter { !$0.isEmpty }
    let title =
      "Gradient by lag and update" + (subject.isEmpty ? "" : ": ")
      + subject.joined(separator: ", ")
    let reading = reading(columns)
    return Figure(
      id: "memory-layer-\(layer + 1)\(run.suffix)",
      title: title,
      chart: HeatMap(
        title: title, description: reading, columns: columns,
        quantity: "share of the gradient at lag 0",
        decades: decades, markName: "measured because the gradient's norm stood out"),
      caption: "Each column is a measurement, in order; blue has vanished, red has grown. "
        + reading)
  }

  private func reading(_ columns: [HeatMap.Column]) -> String {
    let faded = columns.compactMap { column in
      column.values.firstIndex { ($0 ?? 1) < 1e-3 }
    }
    let grown = columns.filter { $0.values.contains { ($0 ?? 0) > 1e3 } }.count
    let count = columns.count
    var parts: [String] = []
    if let least = faded.min(), let most = faded.max() {
      let range = least == most ? "lag \(least)" : "lags \(least) to \(most)"
      parts.append("in \(faded.count) of \(count) it first falls below 1/1000 at \(range)")
    }
    if grown > 0 { parts.append("in \(grown) of \(count) it grows beyond 1000") }
    if parts.isEmpty { parts.append("it stays within 1/1000 and 1000 in all \(count)") }
    return parts.joined(separator: "; ").prefix(1).uppercased()
      + parts.joined(separator: "; ").dropFirst() + "."
  }
}
