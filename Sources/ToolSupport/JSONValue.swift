import Foundation

/// A value of a JSON report; numbers that are not finite are written as null.
indirect enum JSONValue: Encodable {
  case null
  case bool(Bool)
  case number(Double)
  case count(Int)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  /// A list of numbers.
  static func numbers(_ values: [Double]) -> JSONValue { .list(values.map(JSONValue.number)) }

  /// A number, or null for nil.
  static func number(orNull value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .number(let value) where !value.isFinite: try container.encodeNil()
    case .number(let value): try container.encode(value)
    case .count(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    case .object(let fields): try container.encode(fields)
    }
  }

  /// The report as indented text with sorted keys.
  ///
  /// - Throws: ``ToolFailure`` with status 73.
  func encoded() throws(ToolFailure) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    } catch {
      throw ToolFailure(.cannotWrite, "The report cannot be written as JSON: \(error)")
    }
  }
}
