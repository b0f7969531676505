/// A filled band of a chart between two values at each x, such as quartiles.
public struct ChartBand: Equatable, Sendable {
  /// A band's edges at one x.
  public struct Section: Equatable, Sendable {
    /// Along the horizontal axis.
    public var x: Double
    /// The lower edge.
    public var lower: Double
    /// The upper edge.
    public var upper: Double

    /// The edges at one x.
    public init(x: Double, lower: Double, upper: Double) {
      self.x = x
      self.lower = lower
      self.upper = upper
    }
  }

  /// What it shows, for the legend.
  public var name: String
  /// In the order of x.
  public var sections: [Section]
  /// The style of the series to which it belongs.
  public var style: SeriesStyle

  /// A band.
  public init(_ name: String, _ sections: [Section], style: SeriesStyle) {
    self.name = name
    self.sections = sections
    self.style = style
  }
}
