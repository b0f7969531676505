import Foundation
import Testing

@Suite struct CheckpointTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.writeNumbers()
  }

  private func train(_ options: String, output: String = "run") throws {
    let result = try Tool.train.run(
      "numbers.txt --steps 12 --hidden-size 8 --batch-size 4 --sequence-length 8 --quiet "
        + "--output \(output) \(options)", in: folder)
    #expect(result.status == 0, "\(result.error)")
  }

  private let window = "--rows 2 --steps 40 --warmup 10"

  @Test func `every checkpoint keeps its model, and the run has the same bits`() throws {
    try train("", output: "plain")
    #expect(!(try folder.names(in: "plain").contains("checkpoints")))
    try train("--keep-checkpoints")
    #expect(
      try folder.names(in: "run/checkpoints").sorted() == [
        "0.safetensors", "10.safetensors", "12.safetensors",
      ])
    let bodies = try ["0", "10", "12"].map {
      try ModelFile(file: folder("run/checkpoints/\($0).safetensors")).body
    }
    #expect(Set(bodies).count == 3)
    #expect(try ModelFile(folder("run")).body == bodies[2])
    #expect(try ModelFile(folder("plain")).body == bodies[2])
  }

  @Test func `the probe measures the model as it was after so many updates`() throws {
    try train("--keep-checkpoints")
    for update in [0, 10, 12] {
      let result = try Tool.probe.run("run run \(window) --checkpoint \(update)", in: folder)
      #expect(result.status == 0, "\(result.error)")
      #expect(result.output.hasPrefix("run after update \(update) on numbers.txt"))
    }
    let last = try Tool.probe.run("run run \(window) --checkpoint 12", in: folder)
    #expect(try Tool.probe.run("run run \(window)", in: folder).output == last.output)
  }

  @Test func `each run of a comparison keeps its own`() throws {
    try train("--keep-checkpoints --hidden relu,tanh")
    let result = try Tool.probe.run(
      "run run/hidden-relu \(window) --checkpoint 10", in: folder)
    #expect(result.output.hasPrefix("run/hidden-relu after update 10 "))
    let whole = try Tool.probe.run("run run --checkpoint 10", in: folder)
    #expect(whole.status == 65)
    #expect(whole.error.contains("run is a comparison of 2 runs"))
  }

  @Test func `a checkpoint that is missing is answered with those that there are`() throws {
    try train("--keep-checkpoints")
    try train("", output: "plain")
    for (options, status, error) in [
      (
        "run --checkpoint 11", 65,
        "run has no checkpoint after update 11: choose one of those after updates 0, 10, 12."
      ),
      (
        "plain --checkpoint 10", 65,
        "plain has no checkpoints: leave --checkpoint out, or train with rnn-train "
          + "--keep-checkpoints."
      ),
      (
        "run/model.safetensors --checkpoint 10", 64,
        "--checkpoint 10 has no effect beside a model file: give the run's folder."
      ),
      (
        "nowhere --checkpoint 10", 65,
        "There is no nowhere: give a folder that rnn-train made, or a model.safetensors."
      ),
    ] {
      let result = try Tool.probe.run("run \(options)", in: folder)
      #expect(result.status == status && result.output.isEmpty)
      #expect(result.error == "Error: \(error)\n")
    }
  }
}
