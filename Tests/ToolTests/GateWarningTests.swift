import Foundation
import Testing

/// What is said where a gate's activation can leave [0, 1].
@Suite struct GateWarningTests {
  private static let options = [
    "numbers.txt", "--steps", "1", "--hidden-size", "4", "--batch-size", "4",
    "--sequence-length", "8", "--cell", "gru", "--output", "run",
  ]

  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.writeNumbers()
  }

  @Test(arguments: [
    "mish", "affine", "clipped-relu", "squareplus", "scaled-tanh", "log-sigmoid", "hardshrink",
    "max(-0.01, 0.01 + exp(-abs(x)))", "1.2 * sigmoid(x) - 0.1",
  ])
  func `one that can leave the range is named once`(activation: String) throws {
    let result = try Tool.train.run(Self.options + ["--update-gate", activation], in: folder)
    let warning = "The update gate's activation \(activation) can leave [0, 1]:"
    #expect(result.output.components(separatedBy: warning).count == 2, "\(result.output)")
    #expect(result.output.contains("it can grow without bound"))
    #expect(!result.output.contains("The reset gate's"))
  }

  @Test func `a reset gate that leaves the range still mixes`() throws {
    let result = try Tool.train.run(Self.options + ["--reset-gate", "relu"], in: folder)
    #expect(result.output.contains("The reset gate's activation relu can leave [0, 1]:"))
    #expect(result.output.contains("enlarges the recurrent term of the candidate"))
    #expect(!result.output.contains("no mix") && !result.output.contains("without bound"))
  }

  @Test func `two gates have one warning, in training and in the probe`() throws {
    for (options, subject) in [
      (["--gate", "relu"], "Both gates' activation relu can leave [0, 1]:"),
      (
        ["--reset-gate", "relu", "--update-gate", "mish"],
        "The activations of the reset gate, relu, and of the update gate, mish, can leave [0, 1]:"
      ),
    ] {
      let trained = try Tool.train.run(
        Self.options + ["--output", "run \(subject.count)"] + options, in: folder)
      let probed = try Tool.probe.run(
        [
          "network", "--cell", "gru", "--units", "8", "--steps", "10", "--warmup", "5", "--seeds",
          "1",
        ]
          + options, in: folder)
      for output in [trained.output, probed.output].map({ $0.replacing("\n", with: " ") }) {
        #expect(output.components(separatedBy: "can leave [0, 1]").count == 2, "\(output)")
        #expect(output.contains(subject) && output.contains("no mix of the old one"))
      }
    }
  }

  @Test(arguments: [
    "sigmoid", "hard-sigmoid", "hard-sigmoid(0.2)", "sparse-sigmoid", "step", "clipped-relu(1)",
    "clip(0.2 * x + 0.5, 0, 1)", "1 / (1 + exp(-2 * x))",
  ])
  func `one that stays within is not`(activation: String) throws {
    let result = try Tool.train.run(Self.options + ["--gate", activation], in: folder)
    #expect(!result.output.contains("can leave [0, 1]"), "\(result.output)")
    #expect(result.output.contains("Results are in run"))
  }
}
