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
