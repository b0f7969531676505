extension MetricsRecord {
  /// The record as a line of the log, without the newline.
  ///
  /// It is what a `JSONEncoder` makes of it with sorted keys and plain slashes, byte for byte, in a
  /// tenth of the time; see ``encode(to:)`` for what is null.
  public var line: String {
    let record = replacingNonFinite()
    func number(_ value: Double?) -> String { JSONLine.optional(value, JSONLine.number) }
    func list(_ values: [Double?]) -> String { JSONLine.list(values, number) }
    func text(_ value: String?) -> String { JSONLine.optional(value, JSONLine.string) }
    func texts(_ values: [String]) -> String { JSONLine.list(values, JSONLine.string) }
    var line = JSONLine()
    line.add(CodingKeys.step.rawValue, record.step.description)
    for (key, path) in Self.numbers { line.add(key.rawValue, number(record[keyPath: path])) }
    for (key, path) in Self.profiles {
      line.add(key.rawValue, JSONLine.optional(record[keyPath: path], list))
    }
    for (key, path) in Self.profileLists {
      line.add(
        key.rawValue, JSONLine.optional(record[keyPath: path]) { JSONLine.list($0, list) })
    }
    for (key, path) in Self.namedNumbers {
      line.add(
        key.rawValue, JSONLine.optional(record[keyPath: path]) { JSONLine.object($0, number) })
    }
    for (key, path) in Self.texts { line.add(key.rawValue, text(record[keyPath: path])) }
    line.add(
      CodingKeys.gateHistogram.rawValue,
      JSONLine.optional(record.gateHistogram) { JSONLine.object($0, list) })
    line.add(
      CodingKeys.lyapunovExponents.rawValue,
      JSONLine.optional(record.lyapunovExponents) { exponents in
        JSONLine.list(exponents) { $0 == -.infinity ? "\"-inf\"" : JSONLine.number($0) }
      })
    line.add(
      CodingKeys.clipped.rawValue, JSONLine.optional(record.clipped) { $0 ? "true" : "false" })
    line.add(CodingKeys.remedies.rawValue, JSONLine.optional(record.remedies, texts))
    line.add(
      CodingKeys.rowsWithoutGradient.rawValue,
      JSONLine.optional(record.rowsWithoutGradient, \.description))
    line.add(
      CodingKeys.lastUpdates.rawValue,
      JSONLine.optional(record.lastUpdates) { JSONLine.list($0, \.description) })
    line.add(CodingKeys.measuredBecause.rawValue, text(record.measuredBecause?.rawValue))
    line.add(CodingKeys.nonFinite.rawValue, texts(record.nonFinite))
    return line.text
  }
}
