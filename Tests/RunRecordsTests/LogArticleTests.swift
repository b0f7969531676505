import Foundation
import RunRecords
import Testing

@Suite struct LogArticleTests {
  /// The rows of the article's tables that name a key, as cells.
  private let rows: [[String]]

  init() throws {
    let article = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/RunRecords/RunRecords.docc/TheLog.md")
    rows = try String(contentsOf: article, encoding: .utf8)
      .split(separator: "\n").filter { $0.hasPrefix("| `") }
      .map { row in
        row.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
          .map { $0.trimmingCharacters(in: .whitespaces) }
      }
  }

  @Test func `the article explains every key of the log once, and no other`() throws {
    let line = MetricsRecord(step: 1).line
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
    let keys = try #require(object as? [String: Any]).keys
    #expect(rows.map { $0[0] }.sorted() == keys.map { "`\($0)`" }.sorted())
  }

  @Test func `every key has a meaning, a unit and a time`() {
    for row in rows {
      #expect(row.count == 4 && row.allSatisfy { !$0.isEmpty }, "\(row)")
    }
  }
}
