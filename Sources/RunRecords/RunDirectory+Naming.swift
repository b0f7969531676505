import Foundation

extension RunDirectory {
  /// The name a run's folder gets if none is given: `<yyyyMMdd-HHmmss>-<cell>-<hidden>`.
  ///
  /// `hidden` may be any expression, such as `x / (1 + abs(x))`. Of it and of `cell`, ASCII
  /// letters, digits, `.`, `_` and `-` stay, and each run of anything else becomes one `-`; each
  /// takes at most 40 characters.
  public static func defaultName(
    date: Date,
    cell: String,
    hidden: String,
    timeZone: TimeZone = .current
  ) -> String {
    "\(stamp(date, timeZone))-\(safeName(cell))-\(safeName(hidden))"
  }

  /// The name that the folder of a comparison gets if none is given:
  /// `<yyyyMMdd-HHmmss>-comparison`.
  public static func comparisonName(date: Date, timeZone: TimeZone = .current) -> String {
    "\(stamp(date, timeZone))-comparison"
  }

  private static func stamp(_ date: Date, _ timeZone: TimeZone) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = timeZone
    let parts = calendar.dateComponents(
      [.year, .month, .day, .hour, .minute, .second],
      from: date
    )
    let day = [padded(parts.year, to: 4), padded(parts.month, to: 2), padded(parts.day, to: 2)]
    let time = [parts.hour, parts.minute, parts.second].map { padded($0, to: 2) }
    return "\(day.joined())-\(time.joined())"
  }

  /// A text as part of a file name: never empty, no dot or dash first, no dash last.
  public static func safeName(_ text: String) -> String {
    var name = ""
    for scalar in text.unicodeScalars {
      let isLetterOrDigit =
        scalar.isASCII
        && (scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal)
      if isLetterOrDigit || scalar == "_" || (scalar == "." && !name.isEmpty) {
        name.unicodeScalars.append(scalar)
      } else if !name.isEmpty, name.last != "-" {
        name += "-"
      }
    }
    name = String(name.prefix(40))
    while name.last == "-" { name.removeLast() }
    return name.isEmpty ? "unnamed" : name
  }

  private static func padded(_ number: Int?, to width: Int) -> String {
    let digits = String(number ?? 0)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
