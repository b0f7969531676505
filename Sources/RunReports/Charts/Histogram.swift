/// How often values fall into bins of equal width: filled bars, and steps for comparison.
public struct Histogram: Chart {
  /// One distribution.
  public struct Series: Equatable, Sendable {
    /// What it shows, for the legend.
    public var name: String
    /// The share of all values in each bin, from the lower end of the axis to the upper one.
    public var shares: [Double]
    /// How it is told from others.
    public var style: SeriesStyle

    /// A distribution from shares.
    public init(_ name: String, shares: [Double], style: SeriesStyle) {
      self.name = name
      self.shares = shares
      self.style = style
    }

    /// A distribution from counts.
    public init(_ name: String, counts: [Double], style: SeriesStyle) {
      let total = counts.reduce(0, +)
      self.init(name, shares: total > 0 ? counts.map { $0 / total } : counts, style: style)
    }
  }

  /// What it shows, in a few words.
  public var title: String
  /// What is to be seen, for who cannot see it.
  public var description: String
  /// The axis that the bins part evenly.
  public var x: ChartAxis
  /// The distributions; the last is filled.
  public var series: [Series]

  /// A histogram.
  public init(title: String, description: String, x: ChartAxis, series: [Series]) {
    self.title = title
    self.description = description
    self.x = x
    self.series = series
  }

  /// The distributions by name; empty where there is one only.
  public var legend: [LegendEntry] {
    guard series.count > 1 else { return [] }
    return series.indices.map { index in
      let style = series[index].style
      return LegendEntry(
        index == series.count - 1 ? .area(style) : .line(style), series[index].name)
    }
  }

  /// The histogram as an `svg` element.
  public func drawing(id: String) -> Markup {
    let most = series.flatMap(\.shares).max() ?? 1
    let frame = ChartFrame(
      title: title, description: description, x: x,
      y: ChartAxis("share", .linear(fitting: [most], zero: true)), plotHeight: 190)
    var shapes: [Markup] = []
    for (index, series) in series.enumerated().reversed() {
      let isFilled = index == self.series.count - 1
      let outline = steps(series.shares, frame)
      if isFilled {
        shapes.append(Markup("path", ["class": "area \(series.style.colorClass)", "d": outline]))
      }
      shapes.append(Markup("path", ["class": series.style.lineClass, "d": outline]))
    }
    return frame.drawing(id: id, plot: shapes)
  }

  private func steps(_ shares: [Double], _ frame: ChartFrame) -> String {
    let base = Coordinate.text(frame.plotHeight)
    var data = "M0 \(base)"
    for (bin, share) in shares.enumerated() {
      let right = Double(bin + 1) / Double(shares.count) * frame.plotWidth
      data += "V\(Coordinate.text(frame.down(share) ?? 0))H\(Coordinate.text(right))"
    }
    return data + "V\(base)"
  }
}
