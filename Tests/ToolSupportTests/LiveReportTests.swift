import Foundation
import RunRecords
import Testing
import ToolSupport

@Suite struct LiveReportTests {
  private static let configuration = RunConfiguration(
    version: "0.0.0", cell: .elman, hidden: "tanh", resetGate: nil, updateGate: nil,
    hiddenSize: [8], sequenceLength: 16, batchSize: 4, rowsPerShard: 2, optimizer: "adam",
    learningRate: 0.002, clip: "norm:1", steps: 300, validation: 0.1, initialization: "orthogonal",
    seed: 1, threads: 2, precision: .float, unit: "scalar",
    corpus: CorpusRecord(name: "a", bytes: 1, checksum: "0", tokens: 1, vocabularySize: 2),
    machine: .current)

  private static func record(_ step: Int) -> MetricsRecord {
    var record = MetricsRecord(step: step)
    record.loss = 1
    return record
  }

  @Test
  func `there is a page from the start, and it is not written again at once, except at the end`()
    throws
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let directory = try RunDirectory.create(at: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let report = LiveReport(directory, Self.configuration)
    func shows(_ text: String) throws -> Bool {
      try String(contentsOf: directory.reportURL, encoding: .utf8).contains(text)
    }
    #expect(report.write(isFinal: false) == nil)
    #expect(try shows("no update of 300 is logged yet"))
    report.take(Self.record(2))
    #expect(report.write(isFinal: false) == nil)
    #expect(try shows("no update of 300 is logged yet"))
    #expect(report.write(isFinal: true) == nil)
    #expect(try shows("after update 2 of 300"))
  }

  @Test func `the page on a long run tells of every record`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let directory = try RunDirectory.create(at: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let report = LiveReport(directory, Self.configuration)
    for step in 1...9_000 {
      var record = Self.record(step)
      // ln V is 0.7.
      if step.isMultiple(of: 7) { record.loss = 5 }
      report.take(record)
    }
    #expect(report.write(isFinal: true) == nil)
    let page = try String(contentsOf: directory.reportURL, encoding: .utf8)
    #expect(page.contains("1,285 logged updates rose above ln V + 1"))
    #expect(page.utf8.count < 1_000_000)
  }

  @Test func `the page is written again after a while`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let directory = try RunDirectory.create(at: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let report = LiveReport(
      directory,
      ["relu", "tanh"].map {
        RunDirectoryContents(name: $0, configuration: Self.configuration, folder: "the-\($0)")
      })
    #expect(report.write(isFinal: true) == nil)
    // There is no page to go to before a run has begun.
    #expect(
      !(try String(contentsOf: directory.reportURL, encoding: .utf8).contains("<a href=\"the-")))
    let end = ContinuousClock.now + .seconds(30)
    var page = ""
    repeat {
      // Both threads of a comparison may find that a page is due.
      DispatchQueue.concurrentPerform(iterations: 2) { run in
        report.take(Self.record(7), of: run)
        #expect(report.write(isFinal: false) == nil)
      }
      page = try String(contentsOf: directory.reportURL, encoding: .utf8)
      Thread.sleep(forTimeInterval: 0.05)
    } while !page.contains("Runs relu; tanh: after update 7 of 300") && ContinuousClock.now < end
    #expect(page.contains("Runs relu; tanh: after update 7 of 300"))
    #expect(
      page.contains(
        "Each run by itself: <a href=\"the-relu/report.html\">relu</a> "
          + "<a href=\"the-tanh/report.html\">tanh</a>"))
  }

  @Test func `a page that cannot be written is told once, and the run goes on`() {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let report = LiveReport(RunDirectory(at: folder), Self.configuration)
    let path = RunDirectory(at: folder).reportURL.path
    #expect(
      report.write(isFinal: true)
        == "The page on the run is not up to date, the other results are: "
        + "Cannot write \(path): No such file or directory; create its folder first or choose "
        + "another path.")
    #expect(report.write(isFinal: true) == nil)
  }
}
