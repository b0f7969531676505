/// How a series is told from others: by colour, and by its dashes for whoever cannot tell colours.
///
/// The colours are those of Okabe and Ito, lightened for dark pages; the style sheet of a
/// ``PageDocument`` holds them.
public enum SeriesStyle: Equatable, Hashable, Sendable {
  /// The series of a number from 0; six colours and six dash patterns, 36 styles, then again.
  case series(Int)
  /// A line that is not measured: a theory, a bound, a fit. Thin, in the colour of the text.
  case reference(Int)
  /// A line that is not measured and belongs to the series of a number: thin, in its colour.
  case companion(Int)

  /// Whether it is that of a line that is not measured.
  var isReference: Bool {
    if case .series = self { false } else { true }
  }

  /// The classes of a line.
  var lineClass: String {
    switch self {
    case .series(let number): "line \(colorClass) d\((number + number / 6) % 6)"
    case .reference(let number): "line \(colorClass) r\(number % 3)"
    case .companion: "line \(colorClass) thin r1"
    }
  }

  /// The class that sets the colour.
  var colorClass: String {
    switch self {
    case .series(let number), .companion(let number): "s\(number % 6)"
    case .reference: "ink"
    }
  }
}
