import Foundation

/// How the probe writes numbers for programs: JSON in snake_case.
///
/// JSON has no infinity: an exponent of minus infinity is the string "-inf", as in metrics.jsonl.
enum ProbeJSON {
  /// One object, indented, with sorted keys and a line end.
  static func text(_ value: some Encodable) throws(ToolFailure) -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    } catch {
      throw ToolFailure(.cannotWrite, "The results cannot be written as JSON: \(error).")
    }
  }
}
