import Foundation
import Testing

@Suite struct RunFilesTests {
  let folder: TestFolder
  let options = "--batch-size 4 --sequence-length 8 --quiet --output run"

  init() throws {
    folder = try TestFolder()
    try folder.writeNumbers()
  }

  @Test func `the configuration holds everything needed to repeat the run`() throws {
    let result = try Tool.train.run(
      "numbers.txt --cell gru --steps 2 --hidden-size 4x3 \(options)", in: folder)
    #expect(result.status == 0)
    #expect(
      try folder.names(in: "run") == [
        "config.json", "metrics.jsonl", "model.safetensors", "report.html",
      ])
    let config = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: folder("run/config.json")))
        as? [String: Any])
    #expect(
      config.keys.sorted() == [
        "batch_size", "cell", "clip", "corpus", "gradient_flow", "hidden", "hidden_size",
        "initialization", "learning_rate", "machine", "on_divergence", "optimizer", "precision",
        "reset_gate", "rows_per_shard",
        "seed", "sequence_length", "steps", "threads", "unit", "update_gate", "validation",
        "version",
      ])
    let corpus = try #require(config["corpus"] as? [String: Any])
    #expect(corpus.keys.sorted() == ["bytes", "checksum", "name", "tokens", "vocabulary_size"])
    let machine = try #require(config["machine"] as? [String: Any])
    #expect(
      machine.keys.sorted() == ["build", "core_type", "kernels", "library", "swift", "system"])
    #expect(config["hidden_size"] as? [Int] == [4, 3])
    #expect(config["reset_gate"] as? String == "sigmoid")
    #expect(config["rows_per_shard"] as? Int == 1)
  }

  @Test func `every line of the metrics has every key, and what was measured is there`() throws {
    let result = try Tool.train.run("numbers.txt --steps 60 --hidden-size 8 \(options)", in: folder)
    #expect(result.status == 0)
    let lines = try folder.lines("run/metrics.jsonl")
    let records = try lines.map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(records.compactMap { $0["step"] as? Int } == [1, 10, 20, 30, 40, 50, 51, 60])
    for record in records {
      #expect(record.keys.sorted() == Self.keys)
      for key in ["loss", "bits_per_character", "gradient_norm", "characters_per_second", "epoch"] {
        #expect((record[key] as? Double)?.isFinite == true, "\(key)")
      }
      #expect(record["clipped"] is Bool)
    }
    let measured = records.filter { $0["measured_because"] is String }
    #expect(measured.compactMap { $0["step"] as? Int } == [1, 51, 60])
    for record in measured {
      #expect((record["gradient_by_lag"] as? [Double])?.count == 8)
      #expect((record["gradient_by_lag_by_layer"] as? [[Double]])?.map(\.count) == [8])
      #expect(record["decay_rate"] is Double)
      #expect(record["hidden_norm"] is Double)
      #expect(record["saturated_fraction"] is Double)
    }
    #expect(records.last?["validation_loss"] is Double)
    #expect(records[1]["gradient_by_lag"] is NSNull)
  }

  @Test func `a model that PyTorch can express has its names and shapes`() throws {
    _ = try Tool.train.run(
      "numbers.txt --steps 2 --hidden-size 5 --layers 2 \(options)", in: folder)
    let model = try ModelFile(folder("run"))
    let symbols = try JSONDecoder().decode(
      [String].self, from: Data((model.metadata["vocabulary"] ?? "").utf8))
    #expect(symbols.count == 18)
    #expect(model.metadata["config"] != nil)
    #expect(
      model.shapes == [
        "rnn.weight_ih_l0": [5, 18], "rnn.weight_hh_l0": [5, 5], "rnn.bias_ih_l0": [5],
        "rnn.bias_hh_l0": [5], "rnn.weight_ih_l1": [5, 5], "rnn.weight_hh_l1": [5, 5],
        "rnn.bias_ih_l1": [5], "rnn.bias_hh_l1": [5], "readout.weight": [18, 5],
        "readout.bias": [18],
      ])
  }

  @Test(arguments: [
    "--cell gru-reset-before", "--hidden softsign", "--cell gru --gate hard-sigmoid",
    "--hidden-size 6x5",
  ])
  func `a model that PyTorch cannot express has another prefix`(option: String) throws {
    let size = option.hasPrefix("--hidden-size") ? "" : "--hidden-size 6"
    let result = try Tool.train.run(
      "numbers.txt --steps 2 \(size) \(option) \(options)", in: folder)
    #expect(result.status == 0)
    let names = try ModelFile(folder("run")).shapes.keys
    #expect(names.contains("recurrent.weight_ih_l0"))
    #expect(!names.contains { $0.hasPrefix("rnn.") })
  }

  @Test func `the default folder has a safe name, and two runs never share one`() throws {
    for _ in 0..<2 {
      let result = try Tool.train.run(
        "numbers.txt --steps 1 --hidden-size 4 --batch-size 4 --sequence-length 8 --quiet --hidden "
          + "leaky-relu(0.2)", in: folder)
      #expect(result.status == 0)
    }
    let names = try folder.names(in: "runs")
    #expect(names.count == 2)
    for name in names {
      #expect(name.wholeMatch(of: /\d{8}-\d{6}-elman-leaky-relu-0\.2(-2)?/) != nil, "\(name)")
    }
  }

  private static let keys = [
    "bits_per_character", "characters_per_second", "clip_rate", "clipped",
    "cotangent_by_step", "dead_fraction",
    "decay_rate", "derivative_histogram", "divergence", "divergence_cause", "divergence_origin",
    "e_fold_lag", "epoch", "gate_histogram",
    "gate_means",
    "gate_saturated_fraction", "gradient_by_lag", "gradient_by_lag_by_layer",
    "gradient_by_lag_random_cotangent", "gradient_norm", "gradient_norm_maximum",
    "gradient_norm_median", "gradient_norm_p99", "gradient_quartiles", "hidden_by_lag",
    "hidden_by_step", "hidden_maximum", "hidden_norm", "inactive_fraction",
    "largest_singular_value", "last_clipping_factors", "last_cotangent_norms",
    "last_gradient_norms", "last_hidden_norms", "last_losses", "last_updates", "last_weight_norms",
    "learning_rate", "loss",
    "lyapunov_exponents", "measured_because", "noise_scale", "non_finite", "recovery", "remedies",
    "rows_without_gradient", "saturated_fraction", "seconds", "spectral_radius", "step",
    "update_ratios", "validation_loss", "weight_norm",
  ]
}
