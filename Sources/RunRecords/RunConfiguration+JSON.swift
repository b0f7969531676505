import Foundation

extension RunConfiguration {
  /// The configuration as JSON: snake_case keys in alphabetical order, indented.
  ///
  /// - Throws: ``RunFileError`` where a number is not finite.
  public func encoded() throws(RunFileError) -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(self) + Data("\n".utf8)
    } catch {
      throw .cannotEncode(path: "config.json", reason: String(describing: error))
    }
  }

  /// Reads what ``encoded()`` wrote.
  ///
  /// - Throws: ``SavedModelError/badConfiguration(_:)`` where it is not such a configuration.
  public init(decoding data: Data) throws(SavedModelError) {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      self = try decoder.decode(RunConfiguration.self, from: data)
    } catch {
      throw .badConfiguration(Self.reason(error))
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .keyNotFound(let key, _): "the key \(key.stringValue) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "the value of \(context.codingPath.map(\.stringValue).joined(separator: ".")) is of "
        + "the wrong kind"
    case .dataCorrupted(let context):
      context.codingPath.isEmpty
        ? "it is not JSON"
        : "the value of \(context.codingPath.map(\.stringValue).joined(separator: ".")) is unknown"
    default: "it cannot be read"
    }
  }
}
