import Foundation

/// Values by lag and measurement as colours, around 1 in equal factors.
///
/// The columns are measurements in their order, each of the same width: explosions are measured
/// several times within a few updates, and would be thinner than a line on an even axis of updates.
public struct HeatMap: Chart {
  /// One measurement.
  public struct Column: Equatable, Sendable {
    /// The update after which it was made.
    public var update: Int
    /// The values by lag, from 0; nil leaves a hole.
    public var values: [Double?]
    /// Whether a triangle marks it.
    public var isMarked: Bool

    /// A column.
    public init(update: Int, values: [Double?], isMarked: Bool = false) {
      self.update = update
      self.values = values
      self.isMarked = isMarked
    }
  }

  /// What it shows, in a few words.
  public var title: String
  /// What is to be seen, for who cannot see it.
  public var description: String
  /// The measurements in order.
  public var columns: [Column]
  /// What the colours stand for, such as `share of lag 0 that is left`.
  public var quantity: String
  /// The scale ends at 10^±this.
  public var decades: Int
  /// What a marked column is, for the legend.
  public var markName: String

  /// A heat map.
  ///
  /// - Parameters:
  ///   - title: what it shows, in a few words.
  ///   - description: what is to be seen, for who cannot see it.
  ///   - columns: the measurements in order.
  ///   - quantity: what the colours stand for.
  ///   - decades: where the scale ends; by default 3 where that holds all values, else 6: what is
  ///     below a millionth is lost, however small. Give the same to maps that are compared.
  ///   - markName: what a marked column is.
  public init(
    title: String, description: String, columns: [Column], quantity: String, decades: Int? = nil,
    markName: String = ""
  ) {
    self.title = title
    self.description = description
    self.columns = columns
    self.quantity = quantity
    self.decades = decades ?? HeatMap.decades(fitting: columns)
    self.markName = markName
  }

  /// The decades of a scale that suits all columns of maps that are compared.
  public static func decades(fitting columns: some Sequence<Column>) -> Int {
    // A loop: a chain of lazy views takes several times as long, at every writing of a page.
    var reach = 0.0
    for column in columns {
      for case let value? in column.values where value.isFinite && value > 0 {
        reach = max(reach, log10(value).magnitude)
      }
    }
    // What lies half a level beyond the end has the end's colour in any case.
    return reach <= 3.25 ? 3 : 6
  }

  /// The marks, and what is beyond all colours, where there is any.
  public var legend: [LegendEntry] {
    let values = columns.lazy.flatMap(\.values).compactMap(\.self)
    var entries: [LegendEntry] = []
    if columns.contains(where: \.isMarked) { entries.append(LegendEntry(.mark, markName)) }
    if values.contains(0) { entries.append(LegendEntry(.swatch(.gone), "exactly 0")) }
    if values.contains(where: { !$0.isFinite }) {
      entries.append(LegendEntry(.swatch(.overflow), "not finite"))
    }
    return entries
  }
}
