import Foundation

/// Texts that break naive code.
enum Samples {
  static let family = "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}"
  static let flags = "\u{1F1E9}\u{1F1EA}\u{1F1EB}\u{1F1F7}"
  static let combining = "e\u{301}o\u{308}\u{323}"

  /// 1-, 2-, 3- and 4-byte scalars, composed and decomposed, CRLF, and clusters of many scalars.
  static let mixed =
    "na\u{EF}ve \(combining)\u{E9} \u{4E2D}\u{6587} \u{1D11E}\(family)\(flags)\r\n.\n"

  /// Whether two texts have the same scalars, which `==` on strings does not ask.
  static func same(_ left: String, _ right: String) -> Bool {
    left.unicodeScalars.elementsEqual(right.unicodeScalars)
  }

  /// A new directory, for the body only.
  static func withDirectory(_ body: (URL) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "CharacterModelsTests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try body(directory)
  }
}
