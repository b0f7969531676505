/// What `--gradient-flow` asks for.
struct FlowRhythm: Equatable, Sendable {
  /// Every how many updates a measurement is due; nil where nothing is measured at all.
  let interval: Int?
  /// Whether each measurement takes the spectra and exponents too, which cost more.
  let isFull: Bool

  /// The rhythm of `full`.
  private static let fullInterval = 10

  /// Reads `every:N`, `off` or `full`; nil for anything else.
  init?(_ text: String) {
    switch text.lowercased() {
    case "off": (interval, isFull) = (nil, false)
    case "full": (interval, isFull) = (Self.fullInterval, true)
    case let text:
      guard text.hasPrefix("every:"), let interval = Int(text.dropFirst("every:".count)),
        interval > 0
      else { return nil }
      (self.interval, isFull) = (interval, false)
    }
  }

  /// As ``init(_:)`` reads it.
  var name: String { interval.map { isFull ? "full" : "every:\($0)" } ?? "off" }
}
