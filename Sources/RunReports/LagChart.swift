import GradientFlow

/// The gradient's memory as a small bar chart: how much of it is left k steps back.
///
/// Each row is a lag k, the value there, and a bar whose length is linear in log10(value) on an
/// axis whose ends are printed. An arrow marks what lies beyond the axis. The last line says in
/// words how fast the gradient decays.
public struct LagChart: Sendable {
  /// The heading that a chart has unless it is given another.
  public static let defaultLabel =
    "The gradient's memory: how much of it is left after going back k characters"

  private static let explanation = "median |dL_T/dh_(T-k)|, lag 0 = 1; bars on a log scale"
  private static let widestBar = 64
  private static let mostRows = 10
  private static let valueColumns = 7

  private let profile: [Double]
  private let decayRate: Double?
  private let label: String
  private let lags: [Int]
  private let axis: LagAxis

  /// A chart of a profile.
  ///
  /// - Parameters:
  ///   - profile: for each lag k the median norm of dL_T/dh_(T-k) relative to lag 0; zeros and
  ///     values that are not finite are shown as what they are.
  ///   - decayRate: the slope of ln(profile) per step, such as `ProfileFit.decayRate(of:)` gives.
  ///   - label: the heading.
  ///   - axis: the axis; by default one that fits the values.
  public init(
    profile: [Double], decayRate: Double?, label: String = LagChart.defaultLabel,
    axis: LagAxis? = nil
  ) {
    self.profile = profile
    self.decayRate = decayRate
    self.label = label
    lags = LagChart.sampledLags(last: profile.count - 1)
    self.axis = axis ?? LagAxis(fitting: lags.map { profile[$0] })
  }

  /// The lags that get a row: ten at most, from 0 to the last, closer together at the start.
  ///
  /// - Parameter last: the last lag; none are sampled where it is negative.
  public static func sampledLags(last: Int) -> [Int] {
    guard last >= mostRows else { return last < 0 ? [] : Array(0...last) }
    let fine = last < 80 ? [1, 2, 5, 10, 20, 40] : decades([1, 2, 5], upTo: last)
    // A lag right before the last would only repeat it.
    let chosen = [fine, decades([1, 3], upTo: last), decades([1], upTo: last)].lazy
      .map { series in series.filter { $0 < last && ($0 == 1 || $0 * 20 <= last * 17) } }
      .first { $0.count <= mostRows - 2 }
    return [0] + (chosen ?? []) + [last]
  }

  /// The chart as lines of at most `width` columns.
  public func lines(width: Int, style: GlyphStyle = .unicode) -> [String] {
    guard let last = lags.last else { return wrapped("\(label): nothing measured", to: width) }
    let lagColumns = max(3, String(last).count)
    let margin = width < 40 ? 0 : 2
    let left = margin + lagColumns + 1 + LagChart.valueColumns + 1
    let columns = max(1, min(LagChart.widestBar, width - left - 2))
    let indent = String(repeating: " ", count: margin)
    let header =
      indent + DisplayText.padded("lag", to: lagColumns, trailing: true) + " "
      + DisplayText.padded("value", to: LagChart.valueColumns, trailing: true) + " "

    var lines = wrapped(label, to: width) + wrapped(LagChart.explanation, to: width)
    if let labels = tickLabels(columns: columns) {
      lines.append(header + labels)
      lines.append(String(repeating: " ", count: left) + ruler(columns: columns, style: style))
    } else {
      let ends = "\(LagAxis.label(axis.lowest)) to \(LagAxis.label(axis.highest))"
      lines += wrapped("axis from \(ends)", to: width)
      lines.append(header + ruler(columns: columns, style: style))
    }
    for lag in lags {
      let number = DisplayText.padded(String(lag), to: lagColumns, trailing: true)
      lines.append("\(indent)\(number) \(row(profile[lag], columns: columns, style: style))")
    }
    lines += wrapped(DecayText(rate: decayRate, profile: profile).sentence, to: width)
    return lines.map { DisplayText.truncated($0, to: width, style: style) }
  }

  /// The value and its bar, or the value and what there is to say instead of a bar.
  private func row(_ value: Double, columns: Int, style: GlyphStyle) -> String {
    let number = DisplayText.padded(
      NumberText.scientific(value), to: LagChart.valueColumns, trailing: true)
    if value == 0 { return "\(number) (gone)" }
    if value.isNaN { return "\(number) (not a number)" }
    if value.isInfinite { return "\(number) (overflow)" }
    if value < 0 { return "\(number) (not a norm)" }
    let edge = style == .unicode ? "│" : "|"
    let position = axis.position(of: value)
    // Beyond by the rounding of a logarithm only is not beyond.
    let tolerance = 1e-9
    if position < -tolerance { return "\(number) \(style == .unicode ? "◀" : "<")" }
    let bar = LagChart.bar(length: max(0, min(1, position)), columns: columns, style: style)
    let arrow = position > 1 + tolerance ? (style == .unicode ? "▶" : ">") : ""
    return "\(number) \(edge)\(bar)\(arrow)"
  }

  /// A bar over `length` (0...1) of the columns; what is on the axis leaves a trace at least.
  static func bar(length: Double, columns: Int, style: GlyphStyle) -> String {
    switch style {
    case .unicode:
      let eighths = max(1, Int((length * Double(8 * columns)).rounded()))
      let tips = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
      return String(repeating: "█", count: eighths / 8) + tips[eighths % 8]
    case .ascii:
      let whole = Int((length * Double(columns)).rounded())
      return whole == 0 ? "." : String(repeating: "#", count: whole)
    }
  }

  /// The axis line; a tick stands in the column in which a bar of its value ends.
  private func ruler(columns: Int, style: GlyphStyle) -> String {
    var cells = [Character](repeating: style == .unicode ? "─" : "-", count: columns + 1)
    for decade in axis.ticks {
      cells[column(of: decade, columns: columns)] = style == .unicode ? "┼" : "+"
    }
    cells[0] = style == .unicode ? "├" : "+"
    cells[columns] = style == .unicode ? "┤" : "+"
    return String(cells)
  }

  /// The labels above the ticks, as many as fit; `nil` if not even both ends do.
  private func tickLabels(columns: Int) -> String? {
    var cells = [Character](repeating: " ", count: columns + 1)
    let inner = axis.ticks.filter { $0 != axis.lowest && $0 != axis.highest }
    // The 1 is the line between shrinking and growing, so it is placed before the others.
    let order = [axis.lowest, axis.highest] + inner.filter { $0 == 0 } + inner.filter { $0 != 0 }
    for decade in order {
      let text = Array(LagAxis.label(decade))
      let column = column(of: decade, columns: columns)
      let isEnd = decade == axis.lowest || decade == axis.highest
      let centered = isEnd ? (decade == axis.lowest ? 0 : columns + 1) : column - text.count / 2
      let start = decade == axis.highest ? centered - text.count : centered
      let range = max(0, start - 1)..<min(cells.count, start + text.count + 1)
      guard start >= 0, start + text.count <= cells.count,
        cells[range].allSatisfy({ $0 == " " })
      else {
        if isEnd { return nil }
        continue
      }
      cells.replaceSubrange(start..<(start + text.count), with: text)
    }
    return String(cells)
  }

  private func column(of decade: Int, columns: Int) -> Int {
    let share = Double(decade - axis.lowest) / Double(axis.highest - axis.lowest)
    return Int((share * Double(columns)).rounded())
  }

  private func wrapped(_ text: String, to width: Int) -> [String] {
    DisplayText.wrapped(text, to: max(1, width))
  }

  private static func decades(_ steps: [Int], upTo last: Int) -> [Int] {
    var series: [Int] = []
    var scale = 1
    while scale <= last {
      series += steps.map { $0 * scale }
      scale *= 10
    }
    return series
  }
}
