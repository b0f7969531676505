import GradientFlow

/// The loss over the updates, with its spikes.
struct LossPart {
  let runs: [ReportRun]

  var part: ReportPart {
    var part = ReportPart()
    let training = runs.map { $0.points(\.loss) }
    guard training.contains(where: { !$0.isEmpty }) else {
      part.absences.append("No loss curve: no update is logged yet; it comes with the first ones.")
      return part
    }
    part.figures.append(trainingFigure)
    if let zoom = worstFigure { part.figures.append(zoom) }
    if runs.allSatisfy({ $0.points(\.validationLoss).isEmpty }) {
      part.absences.append(
        "No loss on held-out text: nothing is held out, or no checkpoint is logged yet; "
          + "--validation 0.1 holds out a tenth.")
    } else if runs.count > 1 {
      part.figures.append(validationFigure)
    }
    return part
  }

  private var trainingFigure: Figure {
    let isAlone = runs.count == 1
    var series = runs.map { run in
      ChartSeries(isAlone ? "training" : run.name, run.points(\.loss), style: run.style)
    }
    if isAlone, case let points = runs[0].points(\.validationLoss), !points.isEmpty {
      series.append(ChartSeries("held out", points, style: .series(1), hasDots: true))
    }
    return Figure(
      id: "loss", title: isAlone ? "Loss" : "Training loss",
      chart: chart(
        series, title: "Loss over the updates", lastStep: lastStep, isCut: isCut(series)),
      caption: (captions + cutCaption(series)).joined(separator: " "))
  }

  private var validationFigure: Figure {
    let series = runs.map {
      ChartSeries($0.name, $0.points(\.validationLoss), style: $0.style, hasDots: true)
    }
    let best = runs.compactMap { run in
      run.points(\.validationLoss).map(\.y).min().map { "\(run.name): \(NumberText.loss($0))" }
    }
    return Figure(
      id: "validation-loss", title: "Loss on the held-out text",
      chart: chart(
        series, title: "Loss on the held-out text over the updates", lastStep: lastStep,
        isCut: isCut(series), hasMarks: false),
      caption: ([
        "What was learnt and not merely remembered; the lowest so far: "
          + best.joined(separator: "; ") + "."
      ] + cutCaption(series)).joined(separator: " "))
  }

  /// The updates around the worst loss, which are too few to be seen among all.
  private var worstFigure: Figure? {
    let worst = runs.compactMap { run in run.summary.verdict.worstLoss.map { (run, $0) } }
      .filter { !$0.0.summary.verdict.spikes.isEmpty }
      .max { $0.1.value < $1.1.value }
    guard let worst, lastStep > Self.longestWhole else { return nil }
    let around = max(0, worst.1.update - 20)...worst.1.update + 40
    let series = runs.map { run in
      ChartSeries(
        runs.count == 1 ? "training" : run.name,
        run.points(\.loss).filter { around.contains(Int($0.x)) }, style: run.style, hasDots: true)
    }
    let first = runs.compactMap(\.summary.firstSpike).min() ?? worst.1.update
    return Figure(
      id: "worst-loss", title: "The updates around the worst loss",
      chart: chart(
        series, title: "Loss around update \(worst.1.update)", lastStep: around.upperBound,
        firstStep: around.lowerBound),
      caption: "Explosions are events of a few updates: the first loss above ln V + 1 came at "
        + "update \(NumberText.count(first)), the worst, \(NumberText.loss(worst.1.value)), at "
        + "update \(NumberText.count(worst.1.update)) (\(worst.0.name)).")
  }

  /// With more updates than these, those around the worst have a figure of their own.
  private static let longestWhole = 120
  /// How far above ln V an axis that is cut ends, in nats.
  private static let headroom = 1.5

  private var bound: Double { runs.map(\.blindLoss).max() ?? 1 }

  /// Whether an explosion would press all that was learnt against the axis.
  private func isCut(_ series: [ChartSeries]) -> Bool {
    let losses = series.flatMap(\.points).map(\.y).filter(\.isFinite).sorted()
    guard let most = losses.last, lastStep > Self.longestWhole else { return false }
    // Where most losses are beyond the bound, they are what there is to see.
    return most > 3 * bound && losses[losses.count / 2] < bound + 1
  }

  private func cutCaption(_ series: [ChartSeries]) -> [String] {
    guard isCut(series), let most = series.flatMap(\.points).map(\.y).filter(\.isFinite).max()
    else { return [] }
    return [
      "The axis is cut: the largest loss shown here, \(NumberText.loss(most)), is far above it."
    ]
  }

  private var lastStep: Int { runs.map(\.lastStep).max() ?? 1 }

  private var captions: [String] {
    runs.map { run in
      let name = runs.count == 1 ? "" : "\(run.name): "
      guard let loss = run.summary.finalLoss else { return "\(name)no finite loss is logged." }
      let gain = run.blindLoss - loss
      let compared =
        gain >= 0
        ? "\(NumberText.loss(gain)) below guessing blindly"
        : "\(NumberText.loss(-gain)) above guessing blindly"
      let spikes = run.summary.verdict.spikes.count
      let events =
        spikes == 0
        ? "no logged update rose above ln V + 1"
        : "\(NumberText.count(spikes)) logged update\(spikes == 1 ? "" : "s") rose above ln V + 1"
      let end = run.summary.firstNonFinite.map {
        ", and at update \(NumberText.count($0)) it was no longer finite"
      }
      return "\(name)the last loss is \(NumberText.loss(loss)) nats, \(compared); "
        + "\(events)\(end ?? "")."
    }.map { runs.count == 1 ? $0.prefix(1).uppercased() + $0.dropFirst() : $0 }
  }

  private func chart(
    _ series: [ChartSeries], title: String, lastStep: Int, firstStep: Int = 1,
    isCut: Bool = false, hasMarks: Bool = true
  ) -> LineChart {
    let ends = (Double(firstStep), Double(max(firstStep + 1, lastStep)))
    let scale = scale(of: series.flatMap(\.points).map(\.y), isCut: isCut)
    let lines = [("ln V", bound, 0), ("ln V + 1", bound + 1, 1)].map { name, height, number in
      ChartSeries.reference(
        "\(name) = \(NumberText.loss(height))", from: ChartPoint(x: ends.0, y: height),
        to: ChartPoint(x: ends.1, y: height), number: number)
    }
    return LineChart(
      title: title,
      description: captions.joined(separator: " "),
      x: ChartAxis("update", AxisScale(.linear, from: ends.0, to: ends.1), isWhole: true),
      y: ChartAxis("loss (nats)", scale), series: lines + series,
      marks: hasMarks ? marks : [], markName: "above ln V + 1, or not finite")
  }

  private func scale(of values: [Double], isCut: Bool) -> AxisScale {
    let top = bound + Self.headroom
    if isCut { return .linear(fitting: values.filter { $0 < top } + [bound, top]) }
    return (values.max() ?? 0) > 3 * bound
      ? .logarithmic(fitting: values + [bound], decades: AxisScale.allDecades)
      : .linear(fitting: values + [bound, bound + 1])
  }

  private var marks: [ChartMark] {
    runs.flatMap { run in
      let lost = run.summary.firstNonFinite.map {
        ChartMark(x: Double($0), "\(run.name), update \($0): not finite")
      }
      return run.summary.verdict.spikes.map {
        ChartMark(x: Double($0), "\(run.name), update \($0): above ln V + 1")
      } + [lost].compactMap(\.self)
    }.sorted { $0.x < $1.x }
  }
}
