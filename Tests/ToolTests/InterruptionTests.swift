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
    #expect(
      result.output.contains(
        "Results are in run, with the model as it was after update \(update)."))
  }

  @Test func `the second Ctrl-C leaves at once`() throws {
    let result = try Tool.train.run(
      // One update takes seconds, so that the second signal comes before the first is heeded.
      [
        "--steps", "200", "--hidden-size", "1024", "--batch-size", "64", "--sequence-length", "128",
        "--rows-per-shard", "64", "--validation", "0", "--output", "run",
      ], in: folder
    ) { process, output in
      try waitForStart(output)
      let model = folder("run/model.safetensors").path
      for _ in 0..<200 where !FileManager.default.fileExists(atPath: model) {
        Thread.sleep(forTimeInterval: 0.05)
      }
      process.interrupt()
      Thread.sleep(forTimeInterval: 0.1)
      process.interrupt()
    }
    #expect(result.status == 130)
    #expect(!result.error.contains("Interrupted after update"))
    #expect(try folder.names(in: "run").contains("model.safetensors"))
  }

  /// Reads until the run has told what it trains on.
  private func waitForStart(_ output: FileHandle) throws {
    var text = ""
    while !text.contains("updates\n"), let data = try output.read(upToCount: 1), !data.isEmpty {
      text += String(decoding: data, as: UTF8.self)
    }
  }

  /// Reads until the first line about progress.
  private func waitForUpdates(_ output: FileHandle) throws {
    var text = ""
    while !text.contains("step "), let data = try output.read(upToCount: 1), !data.isEmpty {
      text += String(decoding: data, as: UTF8.self)
    }
  }
}
