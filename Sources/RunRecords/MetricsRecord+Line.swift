extension MetricsRecord {
  /// The record as a line of the log, without the newline.
  ///
  /// It is what a `JSONEncoder` makes of it with sorted keys and plain slashes, byte for byte, in a
  /// twentieth of the time; see ``encode(to:)`` for what is null.
  public var line: String {
    var line = JSONLine()
    line.add("{")
    for index in Self.members.indices {
      if index > 0 { line.add(",") }
      line.add(Self.members[index].name)
      Self.members[index].write(self, &line)
    }
    line.add("}")
    // Nearly all records are finite, and to look for it first takes as long as to write one.
    return line.hasLostNumbers ? replacingNonFinite().line : line.text
  }

  /// One key of the object.
  private struct Member: Sendable {
    /// In quotes, with the colon.
    let name: String
    /// Appends the value that a record has for it.
    let write: JSONLine.Writer<MetricsRecord>

    init<Value>(
      _ key: CodingKeys, _ path: KeyPath<MetricsRecord, Value> & Sendable,
      _ write: @escaping JSONLine.Writer<Value>
    ) {
      name = JSONLine.string(key.rawValue) + ":"
      self.write = { record, line in write(record[keyPath: path], &line) }
    }
  }

  /// All keys in the order of the line: they are sorted once, not for every line.
  private static let members: [Member] = {
    let number = JSONLine.optional(JSONLine.number)
    let list = JSONLine.list(number)
    let text = JSONLine.optional(JSONLine.string)
    let whole: JSONLine.Writer<Int> = { $1.add($0.description) }
    let members =
      numbers.map { Member($0, $1, number) }
      + profiles.map { Member($0, $1, JSONLine.optional(list)) }
      + profileLists.map { Member($0, $1, JSONLine.optional(JSONLine.list(list))) }
      + namedNumbers.map { Member($0, $1, JSONLine.optional(JSONLine.object(number))) }
      + texts.map { Member($0, $1, text) }
      + [
        Member(.step, \.step, whole),
        Member(.gateHistogram, \.gateHistogram, JSONLine.optional(JSONLine.object(list))),
        Member(
          .lyapunovExponents, \.lyapunovExponents, JSONLine.optional(JSONLine.list(exponent))),
        Member(.clipped, \.clipped, JSONLine.optional { $1.add($0 ? "true" : "false") }),
        Member(.remedies, \.remedies, JSONLine.optional(JSONLine.list(JSONLine.string))),
        Member(.rowsWithoutGradient, \.rowsWithoutGradient, JSONLine.optional(whole)),
        Member(.lastUpdates, \.lastUpdates, JSONLine.optional(JSONLine.list(whole))),
        Member(.measuredBecause, \.measuredBecause?.rawValue, text),
        Member(.nonFinite, \.nonFinite, JSONLine.list(JSONLine.string)),
      ]
    return members.sorted { $0.name < $1.name }
  }()

  private static let exponent: JSONLine.Writer<Double> = { exponent, line in
    if exponent == -.infinity { line.add("\"-inf\"") } else { JSONLine.number(exponent, &line) }
  }
}
