import RunReports

/// The pictures of how time and memory grow.
struct CostCharts {
  /// A picture and the name of its file.
  struct NamedPicture {
    var name: String
    var picture: ChartPicture
  }

  private let costs: MeasuredCosts

  init(_ costs: MeasuredCosts) { self.costs = costs }

  /// Two for each axis that was measured.
  var pictures: [NamedPicture] {
    Self.axes.flatMap { axis in
      let points = (costs.curves ?? []).filter { $0.axis == axis.name }
      return points.isEmpty ? [] : [time(axis, points), memory(axis, points)]
    } + corpusPictures
  }

  /// The sizes that vary: the name in requests, and the title.
  private static let axes = [
    (name: "hidden_size", title: "H, hidden units"), (name: "steps", title: "T, steps of a window"),
    (name: "batch_size", title: "B, rows of the batch"),
    (name: "vocabulary", title: "V, different characters"), (name: "layers", title: "layers"),
    (name: "threads", title: "threads"),
  ]

  private func time(
    _ axis: (name: String, title: String), _ points: [MeasuredCosts.CurvePoint]
  ) -> NamedPicture {
    let series = Self.cells(of: points).enumerated().map { index, cell in
      ChartSeries(
        cell,
        points.filter { $0.cell == cell }.map {
          ChartPoint(x: $0.value, y: $0.secondsPerCharacter * 1e6)
        }, style: .series(index), hasDots: true)
    }
    return picture(
      "time-\(axis.name)", "Time by \(axis.title)", x: axis.title, y: "µs per character", series)
  }

  private func memory(
    _ axis: (name: String, title: String), _ points: [MeasuredCosts.CurvePoint]
  ) -> NamedPicture {
    let series = Self.cells(of: points).enumerated().flatMap { index, cell in
      let own = points.filter { $0.cell == cell }
      return [
        ChartSeries(
          cell, own.map { ChartPoint(x: $0.value, y: $0.peakBytes / 1e6) }, style: .series(index),
          hasDots: true),
        ChartSeries(
          "\(cell), by arithmetic",
          own.map { ChartPoint(x: $0.value, y: ($0.blockBytes + $0.tapeBytes) / 1e6) },
          style: .reference(index)),
      ]
    }
    return picture(
      "memory-\(axis.name)", "Memory by \(axis.title)", x: axis.title, y: "peak, MB", series)
  }

  private var corpusPictures: [NamedPicture] {
    guard let corpus = costs.corpus, !corpus.isEmpty else { return [] }
    let mebibyte = 1_048_576.0
    func series(_ name: String, _ value: (MeasuredCosts.CorpusPoint) -> Double) -> [ChartSeries] {
      [
        ChartSeries(
          name, corpus.map { ChartPoint(x: $0.bytes / mebibyte, y: value($0)) }, style: .series(0),
          hasDots: true)
      ]
    }
    return [
      picture(
        "time-corpus", "Launch to first update by size of the text", x: "text, MiB", y: "seconds",
        series("rnn-train", \.seconds)),
      picture(
        "memory-corpus", "Memory by size of the text", x: "text, MiB", y: "peak, MiB",
        series("rnn-train") { $0.peakBytes / mebibyte }),
    ]
  }

  private func picture(
    _ name: String, _ title: String, x: String, y: String, _ series: [ChartSeries]
  ) -> NamedPicture {
    let points = series.flatMap(\.points)
    return NamedPicture(
      name: name,
      picture: ChartPicture(
        title: title,
        chart: LineChart(
          title: title, description: "\(y) against \(x), both axes logarithmic.",
          x: ChartAxis(x, .logarithmic(fitting: points.map(\.x))),
          y: ChartAxis(y, .logarithmic(fitting: points.map(\.y))), series: series)))
  }

  private static func cells(of points: [MeasuredCosts.CurvePoint]) -> [String] {
    points.reduce(into: []) { cells, point in
      if !cells.contains(point.cell) { cells.append(point.cell) }
    }
  }
}
