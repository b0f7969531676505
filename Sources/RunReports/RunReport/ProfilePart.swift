import Foundation
import GradientFlow
import RunRecords

/// Profiles by lag at chosen moments, with the fitted line and the theory's beside them.
struct ProfilePart {
  let runs: [ReportRun]
  let theories: [Double?]

  var part: ReportPart {
    var part = ReportPart()
    if runs.count == 1 {
      if let figure = figure(runs[0], theory: theories[0]) { part.figures.append(figure) }
    } else {
      part.figures = ReportMoment.Occasion.allCases.compactMap { figure($0) }
    }
    for (run, theory) in zip(runs, theories) {
      if let spectrum = LyapunovFigure(run: run, isAlone: runs.count == 1, theory: theory).figure {
        part.figures.append(spectrum)
      } else {
        part.absences.append(
          "No Lyapunov spectrum\(runs.count == 1 ? "" : " of \(run.name)"): lyapunov_exponents is "
            + "null in its records; rnn-probe run RUN measures it on a saved model.")
      }
    }
    return part
  }

  /// All moments of one run.
  private func figure(_ run: ReportRun, theory: Double?) -> Figure? {
    guard let end = run.moments.last else { return nil }
    var series = run.moments.map { moment in
      ChartSeries(
        moment.name, ReportRun.points(byIndex: moment.record.readableProfile), style: moment.style)
    }
    let last = Double(max(1, (series.map(\.points.count).max() ?? 2) - 1))
    let values = series.flatMap(\.points).map(\.y)
    if let rate = end.record.decayRate {
      series.insert(
        line("fit to the last, × \(NumberText.norm(exp(rate))) a step", rate, last, number: 0),
        at: 0)
    }
    if let theory {
      series.insert(
        line("theory, × \(NumberText.norm(exp(theory))) a step", theory, last, number: 1), at: 0)
    }
    let reading = run.moments.map { moment in
      let text = DecayText(
        rate: moment.record.decayRate,
        profile: moment.record.readableProfile.map { $0 ?? .infinity })
      return "\(moment.name): \(text.sentence)"
    }
    return Figure(
      id: "profiles", title: "What is left after k steps back",
      chart: chart(series, bands: band(end), values: values, last: last, reading),
      caption: "The slope is the memory: " + reading.joined(separator: "; ") + "."
        + Self.sentence(onTheories: [theory]))
  }

  /// All runs at one moment.
  private func figure(_ occasion: ReportMoment.Occasion) -> Figure? {
    let shown = zip(runs, theories).compactMap { run, theory in
      run.moment(occasion).map { (run, $0, theory) }
    }
    guard !shown.isEmpty else { return nil }
    var series = shown.map { run, moment, _ in
      ChartSeries(
        "\(run.name) (\(moment.record.place))",
        ReportRun.points(byIndex: moment.record.readableProfile), style: run.style)
    }
    // The same axis at every moment, so that slopes can be compared between figures.
    let values = runs.flatMap(\.moments).flatMap(\.record.readableProfile).compactMap(\.self)
    let last = Double(max(1, (series.map(\.points.count).max() ?? 2) - 1))
    for (run, _, theory) in shown.reversed() {
      guard let theory else { continue }
      var line = line("\(run.name): theory", theory, last, number: 0)
      line.style = .companion(run.number)
      series.insert(line, at: 0)
    }
    let reading = shown.map { run, moment, _ in
      run.name + " "
        + DecayText(
          rate: moment.record.decayRate,
          profile: moment.record.readableProfile.map { $0 ?? .infinity }
        ).sentence
    }
    let word = occasion.rawValue
    return Figure(
      id: "profiles-\(word.replacing(" ", with: "-"))",
      title: "What is left after k steps back: \(word)",
      chart: chart(series, bands: [], values: values, last: last, reading),
      caption: "The steeper line forgets faster: " + reading.joined(separator: "; ") + "."
        + Self.sentence(onTheories: shown.map { $0.2 }))
  }

  /// What a theory's line is about, where there is one.
  private static func sentence(onTheories theories: [Double?]) -> String {
    theories.allSatisfy { $0 == nil }
      ? ""
      : " The theory is mean-field theory, and it is about a wide network as it was drawn: what "
        + "training made of the weights shows in how far a profile lies from its line."
  }

  private func chart(
    _ series: [ChartSeries], bands: [ChartBand], values: [Double], last: Double, _ reading: [String]
  ) -> LineChart {
    LineChart(
      title: "Gradient by lag", description: reading.joined(separator: "; "),
      x: ChartAxis("lag k", AxisScale(.linear, from: 0, to: last), isWhole: true),
      // Lines that are not measured do not stretch the axis.
      y: ChartAxis(
        "share of the gradient at lag 0", .logarithmic(fitting: values + [1], decades: 12)),
      series: series, bands: bands)
  }

  private func line(_ name: String, _ rate: Double, _ last: Double, number: Int) -> ChartSeries {
    .reference(
      name, from: ChartPoint(x: 0, y: 1), to: ChartPoint(x: last, y: exp(rate * last)),
      number: number)
  }

  private func band(_ moment: ReportMoment) -> [ChartBand] {
    guard let quartiles = moment.record.gradientQuartiles else { return [] }
    let sections = quartiles.enumerated().compactMap { lag, edges -> ChartBand.Section? in
      guard edges.count == 2, let lower = edges[0], let upper = edges[1] else { return nil }
      return ChartBand.Section(x: Double(lag), lower: lower, upper: upper)
    }
    guard !sections.isEmpty else { return [] }
    return [
      ChartBand(
        "half of the rows at the \(moment.occasion.rawValue)", sections, style: moment.style)
    ]
  }
}
