/// A name in a legend, with a sample of what it names.
public struct LegendEntry: Equatable, Sendable {
  /// What a sample looks like.
  public enum Sample: Equatable, Sendable {
    /// A piece of a line.
    case line(SeriesStyle)
    /// A point of a series without a line.
    case dot(SeriesStyle)
    /// A patch of a band or of bars.
    case area(SeriesStyle)
    /// A colour of a heat map.
    case swatch(HeatLevel)
    /// The triangle of a mark.
    case mark
  }

  /// What it looks like.
  public let sample: Sample
  /// What it is.
  public let name: String

  /// An entry.
  public init(_ sample: Sample, _ name: String) {
    self.sample = sample
    self.name = name
  }

  /// The entry as an item of a list.
  var markup: Markup {
    Markup("li", [:], [drawing, .text(name)])
  }

  private var drawing: Markup {
    Markup("svg", ["viewBox": "0 0 30 12", "class": "key", "aria-hidden": "true"], [shape])
  }

  /// The sample in a field of 30 by 12 units.
  var shape: Markup {
    switch sample {
    case .line(let style): Markup("path", ["class": style.lineClass, "d": "M0 6H30"])
    case .dot(let style):
      Markup("circle", ["class": style.colorClass, "cx": "15", "cy": "6", "r": "4"])
    case .area(let style):
      Markup("path", ["class": "area \(style.colorClass)", "d": "M4 1H26V11H4z"])
    case .swatch(let level):
      Markup("path", ["class": level.colorClass, "d": "M4 1H26V11H4z"])
    case .mark: Markup("path", ["class": "mark", "d": "M10 1H20L15 10z"])
    }
  }
}
