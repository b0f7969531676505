import Foundation
import Testing

@Suite struct ProbeRunTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.writeNumbers()
  }

  private func train(_ options: String) throws {
    let result = try Tool.train.run(
      "numbers.txt --steps 3 --batch-size 4 --sequence-length 8 --quiet --output run \(options)",
      in: folder)
    #expect(result.status == 0)
  }

  private let window = "--rows 4 --steps 40 --warmup 10"

  @Test func `every instrument writes its numbers`() throws {
    try train("--cell gru --hidden-size 8x5")
    let result = try Tool.probe.run("run run \(window) --exponents all --json", in: folder)
    #expect(result.status == 0, "\(result.error)")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let found = try #require(object as? [String: Any])
    let gradients = try #require(found["gradient_by_lag"] as? [[Double]])
    #expect(gradients.map(\.count) == [40, 40])
    #expect(gradients.allSatisfy { $0[0] == 1 })
    #expect((found["hidden_by_lag"] as? [[Double]])?.map(\.count) == [40, 40])
    #expect((found["lyapunov_exponents"] as? [Any])?.count == 13)
    #expect((found["step_singular_values"] as? [[Double]])?.map(\.count) == [13, 13, 13, 13, 13])
    #expect(found["jacobian_lags"] as? [Int] == [1, 2, 5, 10, 20])
    let norms = try #require(found["jacobian_log_spectral_norms"] as? [Double])
    #expect(norms.count == 5)
    // The last step's is the first of the singular values that are made of it alone.
    let last = try #require((found["step_singular_values"] as? [[Double]])?.last?.first)
    #expect(abs(norms[0] - log(last)) < 1e-9)
    #expect(
      (found["weights"] as? [[String: Any]])?.compactMap { $0["gate"] as? String }
        == ["reset", "update", "candidate", "reset", "update", "candidate"])
    #expect(
      (found["gates"] as? [[String: Any]])?.compactMap { $0["layer"] as? Int } == [1, 1, 2, 2])
    #expect((found["jacobian_log_squares"] as? [Double])?.count == 41)
    #expect((found["derivative_histogram"] as? [Int])?.reduce(0, +) == 4 * 40 * 13)
    for key in [
      "lambda_1", "decay_rate", "loss", "saturated_fraction", "jacobian_slope",
      "jacobian_slope_error",
    ] {
      #expect(found[key] is Double, "\(key)")
    }
  }

  @Test func `a reader gets a chart and tables, for a folder and for its model file`() throws {
    try train("--hidden relu --hidden-size 8")
    let result = try Tool.probe.run("run run \(window)", in: folder)
    #expect(result.status == 0)
    for part in [
      "run after update 3 on numbers.txt", "dL_T/dh_(T-k)", "lambda_1", "weight_hh",
      "layer 1 hidden", "ln |J_k|_2 / k, k = 10",
    ] {
      #expect(result.output.contains(part), "\(part)")
    }
    let file = try Tool.probe.run("run run/model.safetensors \(window)", in: folder)
    // The heading names the file.
    let reports = [file, result].map { found in
      found.output.split(separator: "\n").drop { !$0.hasPrefix("The gradient's memory") }
    }
    #expect(reports[0] == reports[1] && reports[0].count > 10)
  }

  @Test func `of a comparison the runs are named, with the command for each`() throws {
    try train("--hidden-size 8 --hidden relu,tanh")
    for (tool, command) in [(Tool.probe, "run"), (.sample, "")] {
      let result = try tool.run("\(command) run", in: folder)
      #expect(result.status == 65 && result.output.isEmpty)
      let start = tool.name + (command.isEmpty ? "" : " \(command)")
      #expect(
        result.error == """
          Error: run is a comparison of 2 runs: name one of them.
            \(start) run/hidden-relu  for relu
            \(start) run/hidden-tanh  for tanh

          """)
    }
  }

  @Test func `all losses are followed back over the last thousand steps at most`() throws {
    try train("--hidden-size 4")
    let note = "The gradient of all losses is that of the last 1,000 steps"
    for (steps, isCut) in [(1_000, false), (1_001, true)] {
      let result = try Tool.probe.run("run run --rows 1 --steps \(steps)", in: folder)
      #expect(result.status == 0, "\(result.error)")
      #expect(result.output.contains("slope of the gradient, all losses of one row"))
      #expect(result.output.contains(note) == isCut)
    }
  }

  @Test func `another text may drive the network`() throws {
    try train("--hidden-size 8")
    try folder.write(String(repeating: "number 7 and Z\n", count: 40), to: "other.txt")
    let result = try Tool.probe.run("run run --text other.txt \(window)", in: folder)
    #expect(result.status == 0)
    #expect(result.output.contains("on other.txt"))
    #expect(result.output.contains("characters of the text are not in the model's vocabulary"))
  }

  @Test func `what cannot be measured is said in one sentence`() throws {
    try train("--hidden-size 8")
    let short = try Tool.probe.run("run run --rows 100", in: folder)
    #expect(short.status == 65)
    #expect(short.error.contains("numbers.txt is too short: it has"))
    try folder.writeNumbers(count: 300)
    let changed = try Tool.probe.run("run run \(window)", in: folder)
    #expect(changed.status == 65)
    #expect(
      changed.error
        == "Error: numbers.txt has changed since the run read it: give a text by --text.\n")
    let missing = try Tool.probe.run("run nowhere", in: folder)
    #expect(missing.status == 65)
    #expect(missing.error.contains("nowhere: give a folder that rnn-train made"))
    let steps = try Tool.probe.run("run run --steps 3", in: folder)
    #expect(steps.status == 64)
    #expect(steps.error == "Error: --steps 3 is out of range: choose from 4 to 100000.\n")
  }
}
