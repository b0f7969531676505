import RealModule

/// The gradient's memory of several runs beside each other: a line per lag, a column per run.
public struct LagComparison: Sendable {
  /// One run's profile.
  public struct Column: Sendable {
    /// What the run is called.
    public let name: String
    /// G(k) by lag, relative to lag 0; empty where no row had a gradient.
    public let profile: [Double]
    /// The slope of ln G(k) per step.
    public let decayRate: Double?

    /// A profile with its name.
    public init(name: String, profile: [Double], decayRate: Double?) {
      self.name = name
      self.profile = profile
      self.decayRate = decayRate
    }
  }

  private static let valueColumns = 7
  private static let widestBar = 24
  private static let gap = "  "

  private let heading: String
  private let columns: [Column]

  /// Profiles under a heading.
  ///
  /// - Precondition: there is a column.
  public init(heading: String, columns: [Column]) {
    precondition(!columns.isEmpty, "a comparison of 0 profiles has no lines")
    self.heading = heading
    self.columns = columns
  }

  /// The chart as lines of at most `width` columns; what does not fit beside stands below.
  ///
  /// All bars share one logarithmic axis, which ends at the largest power of ten that is needed.
  public func lines(width: Int, style: GlyphStyle = .unicode) -> [String] {
    let lags = LagChart.sampledLags(last: (columns.map(\.profile.count).max() ?? 0) - 1)
    let lagWidth = max(3, String(lags.last ?? 0).count)
    let narrowest = Self.gap.count + Self.valueColumns
    let perBlock = max(1, (width - lagWidth) / narrowest)
    let axis = LagAxis(
      fitting: columns.flatMap { column in
        lags.filter { $0 < column.profile.count }.map { column.profile[$0] }
      })
    var lines = DisplayText.wrapped(
      "\(heading) (bars from \(LagAxis.label(axis.lowest)) to \(LagAxis.label(axis.highest)))",
      to: max(1, width))
    var first = 0
    while first < columns.count {
      let block = Array(columns[first..<min(first + perBlock, columns.count)])
      let room = (width - lagWidth) / block.count - narrowest - 1
      let bar = room < 4 ? 0 : min(Self.widestBar, room)
      lines += self.block(block, lags, axis, lagWidth: lagWidth, bar: bar, style: style)
      first += perBlock
    }
    return lines.map { DisplayText.truncated($0, to: width, style: style) }
  }

  private func block(
    _ block: [Column], _ lags: [Int], _ axis: LagAxis, lagWidth: Int, bar: Int, style: GlyphStyle
  ) -> [String] {
    let cellWidth = Self.valueColumns + (bar == 0 ? 0 : bar + 1)
    let names = ShortNames(block.map(\.name), to: cellWidth, style: style).names
    func line(_ title: String, _ cells: [String]) -> String {
      let padded = cells.map {
        DisplayText.padded(
          DisplayText.truncated($0, to: cellWidth, style: style), to: cellWidth)
      }
      let joined = ([DisplayText.padded(title, to: lagWidth, trailing: true)] + padded)
        .joined(separator: Self.gap)
      return String(joined.reversed().drop { $0 == " " }.reversed())
    }
    let body = lags.map { lag in
      line(String(lag), block.map { cell($0, lag, axis, bar: bar, style: style) })
    }
    let rates = block.map { $0.decayRate.map { "x \(NumberText.norm(Double.exp($0))) a step" } }
    return [line("lag", names)] + body + [line("", rates.map { $0 ?? "no rate" })]
  }

  private func cell(
    _ column: Column, _ lag: Int, _ axis: LagAxis, bar: Int, style: GlyphStyle
  ) -> String {
    guard lag < column.profile.count else { return DisplayText.padded("", to: Self.valueColumns) }
    let value = column.profile[lag]
    let number = DisplayText.padded(
      NumberText.scientific(value), to: Self.valueColumns, trailing: true)
    let position = axis.position(of: value)
    guard bar > 0, value > 0, value.isFinite, position >= 0 else { return number }
    return number + " "
      + LagChart.bar(length: max(0, min(1, position)), columns: bar, style: style)
  }
}
