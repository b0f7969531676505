import Foundation
import Testing

@Suite struct DivergenceTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.writeNumbers()
  }

  private func diverge(_ options: String) throws -> Tool.Result {
    let result = try Tool.train.run(
      "numbers.txt --hidden-size 16 --batch-size 4 --sequence-length 32 --output run \(options)",
      in: folder)
    #expect(result.status == 2)
    #expect(
      result.output.contains(
        "EXPLODING: a loss, state, gradient or weight was not finite at update"))
    #expect(result.error.contains("the last good model is kept; try "))
    for line in try folder.lines("run/metrics.jsonl") {
      // JSON has neither NaN nor infinity.
      _ = try JSONSerialization.jsonObject(with: Data(line.utf8))
    }
    return result
  }

  @Test(arguments: [
    "--hidden identity --layers 2 --learning-rate 5 --optimizer sgd --clip none",
    "--hidden elu --learning-rate 1000 --optimizer sgd --clip none",
    "--cell gru --update-gate relu --learning-rate 10 --optimizer sgd --clip none --steps 400",
  ])
  func `a run that diverges says where and keeps the last good model`(options: String) throws {
    let result = try diverge(options)
    let report = /Training diverged at update (\d+): the .* stopped being finite.* of the window/
    let update = try #require(Int(result.error.firstMatch(of: report)?.1 ?? ""))
    #expect(result.output.contains("The last updates, and the one that diverged at the end"))
    let last = try #require(folder.lines("run/metrics.jsonl").last)
    #expect(last.contains("\"step\":\(update),"))
    #expect(last.contains("\"non_finite\":[\"loss\","))
    let step = try #require(Int(ModelFile(folder("run")).metadata["step"] ?? ""))
    #expect(step < update)
    let sample = try Tool.sample.run("run --length 20", in: folder)
    #expect(sample.status == 0)
    #expect(sample.output.count == 21)
  }

  @Test func `weights whose every state overflows are the good model of update 0`() throws {
    _ = try diverge(
      "--hidden relu --init gaussian(40) --clip none --optimizer sgd --learning-rate 1e6")
    #expect(try ModelFile(folder("run")).metadata["step"] == "0")
  }

  @Test(arguments: ["--validation 0.1", "--validation 0"])
  func `a last update that breaks the weights is no success`(validation: String) throws {
    _ = try diverge("--steps 1 --learning-rate 1e300 \(validation)")
    #expect(try ModelFile(folder("run")).metadata["step"] == "0")
    #expect(try folder.lines("run/metrics.jsonl").count == 1)
    #expect(try Tool.sample.run("run --length 20", in: folder).status == 0)
  }

  @Test func `the page of a run that diverged tells of the same updates as the screen`() throws {
    let result = try diverge("--hidden relu --learning-rate 10 --optimizer sgd --clip none")
    let verdict = try #require(
      result.output.split(separator: "\n").first { $0.hasPrefix("EXPLODING: ") })
    let page = try String(contentsOf: folder("run/report.html"), encoding: .utf8)
    #expect(page.contains(verdict.dropFirst("EXPLODING: ".count).replacing(">", with: "&gt;")))
    // The log has the table of the last updates, up to the one that diverged.
    let line = try #require(folder.lines("run/metrics.jsonl").last)
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
    let record = try #require(object as? [String: Any])
    let step = try #require(record["step"] as? Int)
    let updates = try #require(record["last_updates"] as? [Int])
    #expect(updates == Array(max(1, step - 16)..<step))
    for key in [
      "losses", "gradient_norms", "clipping_factors", "hidden_norms", "cotangent_norms",
      "weight_norms",
    ] {
      #expect((record["last_\(key)"] as? [Double])?.count == updates.count, "\(key)")
    }
    let norms = try #require(record["last_gradient_norms"] as? [Double])
    // Null where the update before has a record of its own.
    #expect((record["gradient_norm_maximum"] as? Double).map(norms.contains) ?? true)
    #expect(record["gradient_norm_p99"] is Double)
    #expect(record["weight_norm"] is Double)
  }

  @Test(arguments: ["skip", "rollback"])
  func `a run goes on after a loss beyond the guard`(response: String) throws {
    // Every window diverges, so that either response gives up in the end.
    let result = try Tool.train.run(
      "numbers.txt --hidden-size 16 --batch-size 4 --sequence-length 32 --output run --steps 30 "
        + "--hidden relu --init gaussian(2.5) --guard 4.2 --on-divergence \(response)", in: folder)
    #expect(result.status == 2)
    #expect(result.output.contains("Cause: the recurrence of layer 1 makes the hidden state grow"))
    #expect(result.output.contains(response == "skip" ? "Skipped: " : "Rolled back (5 of 5): "))
    let lines = try folder.lines("run/metrics.jsonl")
    #expect(lines.count == (response == "skip" ? 21 : 6))
    #expect(lines.dropLast().allSatisfy { $0.contains("\"recovery\":\"\(response)\"") })
    #expect(lines.last?.contains("\"recovery\":\"stop\"") == true)
    // The windows were measured, and made no update.
    #expect(lines.contains { !$0.contains("\"measured_because\":null") })
    #expect(lines.allSatisfy { $0.contains("\"update_ratios\":null") })
    let config = try String(contentsOf: folder("run/config.json"), encoding: .utf8)
    #expect(config.contains("\"loss_guard\" : 4.2"))
    #expect(config.contains("\"on_divergence\" : \"\(response)\""))
  }

  @Test(arguments: ["stop", "skip", "rollback"])
  func `a guard below the untrained loss stops the run, whatever was asked`(
    response: String
  ) throws {
    // The loss starts at the logarithm of the number of symbols, above 1: no window fares better.
    let result = try Tool.train.run(
      "numbers.txt --hidden-size 16 --batch-size 4 --sequence-length 32 --output run --steps 30 "
        + "--guard 1 --on-divergence \(response)", in: folder)
    #expect(result.status == 2)
    #expect(result.output.contains("the guard has no room for an untrained network"))
    #expect(result.output.contains("PAST THE GUARD: 1 window (update 1)"))
    #expect(!result.output.contains("EXPLODING"))
    let lines = try folder.lines("run/metrics.jsonl")
    #expect(lines.count == 1)
    #expect(lines[0].contains("passed the guard of 1, because "))
  }

  @Test(arguments: [80, 40])
  func `the last updates are a table, of as many as fit`(width: Int) throws {
    let options =
      "numbers.txt --hidden-size 16 --batch-size 4 --sequence-length 32 --output run "
      + "--hidden elu --learning-rate 1000 --optimizer sgd --clip none"
    let result = try Tool.shell.run(["-c", "COLUMNS=\(width) rnn-train \(options)"], in: folder)
    let lines = result.output.split(separator: "\n")
    let heading = try #require(lines.firstIndex { $0.hasPrefix("The last updates") })
    let end = try #require(lines[heading...].firstIndex { $0.hasPrefix("Within that window") })
    let table = lines[(heading + 1)..<end].drop { !$0.contains("update") }
    #expect(table.allSatisfy { $0.count <= width })
    let titles = try #require(table.first).split(separator: " ")
    let diverged = try #require(
      /\"step\":(\d+),/.firstMatch(in: folder.lines("run/metrics.jsonl").last ?? "")?.1)
    if width == 80 {
      #expect(titles == ["update", "loss", "|g|", "clipped", "to", "|h|", "|dL/da|", "|W|"])
      #expect(table.last?.split(separator: " ").first == diverged)
    } else {
      // A column each, the last on the right.
      #expect(titles.first == "update")
      #expect(titles.last == diverged)
      #expect(titles.count > 2)
      #expect(table.count == 8)
    }
  }

  @Test func `the page of a run whose last update was skipped is whole`() throws {
    let options =
      "numbers.txt --hidden-size 16 --batch-size 4 --sequence-length 32 --hidden relu "
      + "--learning-rate 0.3 --clip none"
    // Spikes are logged by themselves; the first is to be the last update, and beyond the guard.
    #expect(try Tool.train.run("\(options) --steps 200 --output spikes", in: folder).status == 0)
    let bound = log(18.0) + 1
    let spike = try #require(
      folder.lines("spikes/metrics.jsonl").lazy.compactMap { line -> Int? in
        guard let loss = line.firstMatch(of: /"loss":([0-9.]+)/), let value = Double(loss.1),
          let step = line.firstMatch(of: /"step":(\d+)/), value > bound
        else { return nil }
        return Int(step.1)
      }.first)
    let result = try Tool.train.run(
      "\(options) --steps \(spike) --guard \(bound) --on-divergence skip --output run", in: folder)
    #expect(result.status == 0, "\(result.error)")
    let page = try String(contentsOf: folder("run/report.html"), encoding: .utf8)
    #expect(page.contains("after update \(spike) of \(spike)"))
    #expect(page.contains("PAST THE GUARD"))
    #expect(page.contains("id=\"loss\""))
    #expect(try ModelFile(folder("run")).metadata["step"] != nil)
  }
}
