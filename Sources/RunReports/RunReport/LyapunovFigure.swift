import Foundation

/// The Lyapunov exponents of a run at its first and last measurement of them.
struct LyapunovFigure {
  let run: ReportRun
  let isAlone: Bool
  let theory: Double?

  var figure: Figure? {
    let measured = run.records.filter { $0.lyapunovExponents?.isEmpty == false }
    guard let last = measured.last, let exponents = last.lyapunovExponents else { return nil }
    var chosen = [(last, SeriesStyle.series(0))]
    if let first = measured.first, first.step < last.step {
      chosen.insert((first, .series(3)), at: 0)
    }
    var series = chosen.map { record, style in
      ChartSeries(
        record.place,
        (record.lyapunovExponents ?? []).enumerated().map {
          ChartPoint(x: Double($0 + 1), y: $1.isFinite ? $1 : .nan)
        }, style: style, hasDots: true)
    }
    let values = series.flatMap(\.points).map(\.y)
    let count = Double(max(2, chosen.map { ($0.0.lyapunovExponents ?? []).count }.max() ?? 2))
    series.insert(level("0: the edge", 0, count, number: 0), at: 0)
    if let theory {
      series.insert(level("theory of the network as drawn", theory, count, number: 1), at: 0)
    }
    let reading = reading(exponents)
    return Figure(
      id: "lyapunov\(run.suffix)",
      title: isAlone ? "Lyapunov spectrum" : "Lyapunov spectrum, \(run.name)",
      chart: LineChart(
        title: "Lyapunov exponents", description: reading,
        x: ChartAxis("exponent", AxisScale(.linear, from: 1, to: count), isWhole: true),
        y: ChartAxis("per step (nats)", .linear(fitting: values, zero: true)), series: series),
      caption: reading)
  }

  private func level(_ name: String, _ height: Double, _ count: Double, number: Int) -> ChartSeries
  {
    .reference(
      name, from: ChartPoint(x: 1, y: height), to: ChartPoint(x: count, y: height), number: number)
  }

  private func reading(_ exponents: [Double]) -> String {
    let lost = exponents.filter { $0 == -.infinity }.count
    let end =
      lost == 0
      ? "" : " \(lost) of \(exponents.count) are -infinity: directions lost within one step."
    guard let largest = exponents.first, largest.isFinite else {
      return "No exponent is finite: every direction is lost within one step."
    }
    let value = NumberText.fixed(largest, decimals: 3)
    let meaning =
      largest > 1e-3
      ? "above 0: neighbouring states part, and gradients grow on the long run"
      : largest < -1e-3
        ? "below 0: 1/e of a gradient is left after \(NumberText.fixed(-1 / largest, decimals: 1)) "
          + "steps on the long run"
        : "at the edge between forgetting and exploding"
    return "The largest exponent is \(value) per step, \(meaning).\(end)"
  }
}
