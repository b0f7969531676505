import CharacterModels
import Foundation
import RunRecords
import SequenceTraining
import Testing

/// PyTorch loads what `rnn-train` saves: `Scripts/load-in-pytorch.py` against this library.
///
/// The environment variable `RECURRENT_PYTHON` names another Python than `python3`.
@Suite struct PyTorchTests {
  /// Runs the script's `main` for run after run in one process, as importing torch takes seconds.
  private static let driver = """
    import runpy, sys
    script, text, *runs = sys.argv[1:]
    for run in runs:
      sys.argv = [script, run, text]
      try:
        runpy.run_path(script, run_name="__main__")
      except SystemExit as refusal:
        print(refusal)
    """

  /// Six digits are printed; both sides sum in Double what each computes in Float.
  private static let tolerance = 5e-6

  let folder: TestFolder
  let python = ProcessInfo.processInfo.environment["RECURRENT_PYTHON"] ?? "python3"

  init() throws {
    folder = try TestFolder()
    try folder.writeNumbers()
  }

  @Test func `PyTorch has the same loss from a zero state, and refuses what it cannot express`()
    throws
  {
    let probe = try run(["-c", "import torch, safetensors"])
    guard probe.status == 0 else {
      print("SKIPPED: \(python) has no torch and safetensors, so no model was loaded into PyTorch")
      return
    }
    let same = [
      "--hidden tanh", "--hidden relu", "--cell gru", "--hidden tanh --layers 2",
      "--hidden relu --layers 2", "--cell gru --layers 2",
    ]
    let refused = [
      "--cell gru-reset-before", "--hidden softsign", "--cell gru --gate hard-sigmoid",
    ]
    for (index, options) in (same + refused).enumerated() {
      let result = try Tool.train.run(
        "numbers.txt --steps 20 --hidden-size 12 --batch-size 4 --sequence-length 8 --quiet "
          + "--output run\(index) \(options)", in: folder)
      #expect(result.status == 0)
    }
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Scripts/load-in-pytorch.py").standardized.path
    let runs = (0..<same.count + refused.count).map { "run\($0)" }
    let result = try run(["-c", Self.driver, script, "numbers.txt"] + runs)
    let lines = result.output.split(separator: "\n").map(String.init)
    try #require(lines.count == runs.count, "\(result.output)\(result.error)")
    for (index, options) in same.enumerated() {
      let theirs = try #require(Double(lines[index]), "\(options): \(lines[index])")
      let ours = try loss(run: "run\(index)")
      #expect(abs(theirs - ours) <= Self.tolerance, "\(options): \(theirs) and \(ours)")
    }
    #expect(
      lines[same.count...].prefix(2) == [
        "PyTorch has no gru-reset-before cell with the hidden activation tanh.",
        "PyTorch has no elman cell with the hidden activation softsign.",
      ])
    #expect(lines.last?.hasSuffix("which PyTorch's GRU cannot express.") == true)
  }

  private func run(_ arguments: [String]) throws -> Tool.Result {
    try Tool(name: "/usr/bin/env").run(
      ["PATH=\(ProcessInfo.processInfo.environment["PATH"] ?? "")", python] + arguments, in: folder)
  }

  /// Our mean loss over the whole text as one stream.
  private func loss(run: String) throws -> Double {
    let model = try SavedModel<Float>(SavedModelHeader(at: folder(run)))
    let text = try String(contentsOf: folder("numbers.txt"), encoding: .utf8)
    let tokens = try model.vocabulary.encode(text)
    let streams = try TokenStreams(
      tokens: tokens, batchSize: 1, sequenceLength: tokens.count - 1)
    return Evaluator(model.network, steps: streams.sequenceLength, batchSize: 1).loss(
      of: model.network.parameters, on: CharacterWindows<Float>(streams)
    ).mean
  }
}
