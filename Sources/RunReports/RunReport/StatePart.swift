import RunRecords

/// |h| beside |delta|: over the updates and over the window.
struct StatePart {
  let runs: [ReportRun]

  /// What is smaller is as good as gone, and does not stretch an axis.
  private static let least = 1e-12

  var part: ReportPart {
    var part = ReportPart()
    part.figures += (runs.count == 1 ? [together, norms] : [states, gradients])
      .compactMap(\.self)
    if part.figures.isEmpty {
      part.absences.append("No norms of state and gradient: nothing is measured yet.")
    }
    for run in runs {
      if let figure = window(run) {
        part.figures.append(figure)
      } else {
        part.absences.append(
          "No |h| by lag\(runs.count == 1 ? "" : " of \(run.name)"): hidden_by_lag is null in its "
            + "records; train with a version of rnn-train that measures it.")
      }
    }
    return part
  }

  private var together: Figure? {
    let run = runs[0]
    let hidden = run.points(\.hiddenNorm)
    let gradient = run.points(\.gradientNorm)
    return TrendFigure(
      id: "norms", title: "|h| and the gradient's norm over the updates", axis: "norm",
      series: [
        ChartSeries("|h| after the window", hidden, style: .series(0)),
        ChartSeries("largest |h| in it", run.points(\.hiddenMaximum), style: .series(2)),
        ChartSeries("gradient of all weights, before clipping", gradient, style: .series(1)),
      ], isLogarithmic: true, caption: growth(run)
    ).figure
  }

  /// The gradient's norm of one run: at the updates that are logged, and what lies between them.
  private var norms: Figure? {
    let run = runs[0]
    let clip = run.summary.percentile99.map {
      " 99 % of the last 1,000 updates stayed below \(NumberText.norm($0))."
    }
    return TrendFigure(
      id: "gradient-norm", title: "The gradient's norm before clipping", axis: "norm",
      series: [
        ChartSeries(
          "largest since the point before", run.points(\.gradientNormMaximum), style: .series(2)),
        ChartSeries("p99, last 1,000", run.points(\.gradientNormPercentile99), style: .series(1)),
        ChartSeries("at the update", run.points(\.gradientNorm), style: .series(0)),
      ], isLogarithmic: true,
      caption: "Where the largest is far above p99, explosions come singly: clip between the two."
        + (clip ?? "")
    ).figure
  }

  private var states: Figure? {
    TrendFigure(
      id: "hidden-norm", title: "|h| after the window over the updates", axis: "|h|",
      series: runs.map { ChartSeries($0.name, $0.points(\.hiddenNorm), style: $0.style) },
      isLogarithmic: true, caption: runs.map { "\($0.name): \(growth($0))" }.joined(separator: " ")
    ).figure
  }

  private var gradients: Figure? {
    let peaks = runs.compactMap { run in
      run.summary.largestNorm.map { largest in
        "\(run.name): \(NumberText.norm(largest))"
          + (run.summary.percentile99.map { ", p99 \(NumberText.norm($0))" } ?? "")
      }
    }
    return TrendFigure(
      id: "gradient-norm", title: "The gradient's norm before clipping", axis: "norm",
      series: runs.map { ChartSeries($0.name, $0.points(\.gradientNorm), style: $0.style) },
      isLogarithmic: true,
      caption: "Spikes are explosions, most of them over within a few updates; the largest: "
        + peaks.joined(separator: "; ") + "."
    ).figure
  }

  private func growth(_ run: ReportRun) -> String {
    let hidden = run.points(\.hiddenNorm).map(\.y)
    let gradient = run.points(\.gradientNorm).map(\.y)
    guard let low = hidden.min(), let high = hidden.max(), let least = gradient.min(),
      let most = gradient.max()
    else { return "Not measured." }
    let both = high > 20 * low && most > 100 * least
    return "|h| lies between \(NumberText.norm(low)) and \(NumberText.norm(high)), the gradient's "
      + "norm between \(NumberText.norm(least)) and \(NumberText.norm(most))"
      + (both ? ": the state explodes with the gradient." : ".")
  }

  /// |h| and |delta| by lag at the most telling moment that has both.
  private func window(_ run: ReportRun) -> Figure? {
    let moment = [ReportMoment.Occasion.worst, .end, .middle, .start].lazy
      .compactMap { run.moment($0) }.first { $0.record.hiddenByLag?.isEmpty == false }
    guard let moment, let hidden = moment.record.hiddenByLag else { return nil }
    let gradient = moment.record.readableProfile
    let shown = [("|h|", hidden, 0), ("|dL/dh|, lag 0 = 1", gradient, 1)].map {
      name, values, number in
      ChartSeries(name, ReportRun.points(byIndex: values), style: .series(number))
    }
    let last = Double(max(1, max(hidden.count, gradient.count) - 1))
    let reading = reading(hidden)
    return Figure(
      id: "window\(run.suffix)",
      title: (runs.count == 1 ? "" : "\(run.name): ")
        + "|h| and |dL/dh| within the window, \(moment.name)",
      chart: LineChart(
        title: "State and gradient by lag", description: reading,
        x: ChartAxis(
          "lag k, steps back from the last", AxisScale(.linear, from: 0, to: last), isWhole: true),
        y: ChartAxis(
          "norm",
          .logarithmic(
            fitting: shown.flatMap(\.points).map { max(Self.least, $0.y) },
            decades: AxisScale.allDecades)),
        series: shown),
      caption: reading)
  }

  private func reading(_ hidden: [Double?]) -> String {
    guard let now = hidden.first.flatMap(\.self), let then = hidden.last.flatMap(\.self), then > 0
    else { return "Read from right to left it is the order of time." }
    let factor = now / then
    let course =
      factor > 2
      ? "the state grew \(NumberText.norm(factor))-fold over the window, which is the other face "
        + "of an exploding gradient"
      : factor < 0.5
        ? "the state shrank to 1/\(NumberText.norm(1 / factor)) over the window"
        : "the state kept its size over the window, whatever the gradient did"
    return "Read from right to left in the order of time: \(course)."
  }
}
