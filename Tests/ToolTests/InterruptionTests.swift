import Foundation
import Testing

@Suite struct InterruptionTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test func `the first Ctrl-C finishes the update and saves`() throws {
    let result = try Tool.train.run(
      ["--steps", "20000", "--hidden-size", "8", "--output", "run"], in: folder
    ) { process, output in
      try waitForUpdates(output)
      process.interrupt()
    }
    #expect(result.status == 130)
    let sentence = /Interrupted after update (\d+); the model is saved in run\.\n/
    let update = try #require(result.error.wholeMatch(of: sentence)).1
    #expect(try ModelFile(folder("run")).metadata["step"] == String(update))
    #expect(
      try folder.lines("run/metrics.jsonl").last?.contains("\"step\":\(update),") == true)
    #expect(result.output.contains("Results are in run."))
  }

  @Test func `the second Ctrl-C leaves at once`() throws {
    let result = try Tool.train.run(
      ["--steps", "20000", "--hidden-size", "8", "--output", "run"], in: folder
    ) { process, output in
      try waitForUpdates(output)
      for _ in 0..<2 { process.interrupt() }
    }
    #expect(result.status == 130)
    #expect(try folder.names(in: "run").contains("model.safetensors"))
  }

  /// Reads until the first line about progress.
  private func waitForUpdates(_ output: FileHandle) throws {
    var text = ""
    while !text.contains("step "), let data = try output.read(upToCount: 1), !data.isEmpty {
      text += String(decoding: data, as: UTF8.self)
    }
  }
}
