import Foundation
import Testing

@Suite struct SamplingTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.writeNumbers()
  }

  private func train(_ options: String) throws {
    let result = try Tool.train.run(
      "--steps 3 --hidden-size 8 --batch-size 4 --sequence-length 8 --quiet --output run \(options)",
      in: folder)
    #expect(result.status == 0)
  }

  @Test func `the same seed writes the same text, and another seed another`() throws {
    try train("numbers.txt")
    let first = try Tool.sample.run("run --length 50 --seed 3", in: folder)
    #expect(first.status == 0)
    #expect(first.output.count == 51)
    #expect(first.output == (try Tool.sample.run("run --length 50 --seed 3", in: folder).output))
    let file = try Tool.sample.run("run/model.safetensors --length 50 --seed 3", in: folder)
    #expect(first.output == file.output)
    #expect(first.output != (try Tool.sample.run("run --length 50 --seed 4", in: folder).output))
    let longer = try Tool.sample.run("run --length 80 --seed 3", in: folder)
    #expect(longer.output.hasPrefix(first.output.dropLast()))
  }

  @Test func `the likeliest characters do not depend on the seed`() throws {
    try train("numbers.txt")
    let greedy = try Tool.sample.run("run --length 30 --temperature 0", in: folder)
    for options in ["--temperature 0 --seed 9", "--top-k 1", "--top-p 0.000001"] {
      let result = try Tool.sample.run("run --length 30 \(options)", in: folder)
      #expect(result.output == greedy.output, "\(options)")
    }
  }

  @Test func `a prompt comes first, also one that begins with a dash`() throws {
    try train("numbers.txt")
    let result = try Tool.sample.run(["run", "--prompt", "-number 1", "--length", "0"], in: folder)
    #expect(result.output == "-number 1\n")
    #expect(
      result.error == "Note: the model has never seen \"-\"; the prompt is fed without them.\n")
    #expect(result.status == 0)
  }

  @Test func `a sample of bytes never breaks a character`() throws {
    try folder.write(String(repeating: "👩‍🚀 é 日本 🎈\n", count: 60), to: "emoji.txt")
    try train("emoji.txt --unit byte")
    for seed in 1...5 {
      let result = try Tool.shell.run(
        ["-c", "rnn-sample run --length 200 --seed \(seed) > out"], in: folder)
      #expect(result.status == 0)
      let bytes = try Data(contentsOf: folder("out"))
      #expect(String(validating: bytes, as: UTF8.self) != nil)
    }
  }

  @Test func `what is no model is answered with one sentence`() throws {
    try train("numbers.txt")
    let data = try Data(contentsOf: folder("run/model.safetensors"))
    try folder.write(data.dropLast(100), to: "short")
    try folder.write("text, and no model", to: "text")
    let bytes = try ModelFile(folder("run")).body.count
    for (name, sentence) in [
      (
        "nothing",
        "There is no \(folder("nothing").path): give a folder that rnn-train made, or a "
          + "model.safetensors."
      ),
      (
        "short",
        "short: This is not a whole safetensors file: its tensors take \(bytes) bytes, and "
          + "\(bytes - 100) are there; save or copy it again."
      ),
      (
        "text",
        "text: This is not a whole safetensors file: its header claims 7953673792217703796 bytes, "
          + "and at most 100000000 are allowed; save or copy it again."
      ),
    ] {
      let result = try Tool.sample.run(name, in: folder)
      #expect(result.error == "Error: \(sentence)\n")
      #expect(result.output.isEmpty)
      #expect(result.status == 65)
    }
  }

  @Test(arguments: [
    ("\"hidden\" : \"tanh\"", "\"hidden\" : \"tahn\"", "unknown activation \"tahn\""),
    ("\"hidden_size\" : [\n    8\n", "\"hidden_size\" : [\n    0\n", "its hidden sizes are [0]"),
    (
      "\"hidden_size\" : [\n    8\n", "\"hidden_size\" : [\n    9\n", "its shape is [8, 18], not [9"
    ),
    ("\"cell\" : \"elman\"", "\"cell\" : \"elmen\"", "the value of cell is unknown"),
  ])
  func `a model of another kind is answered with one sentence`(
    old: String, new: String, reason: String
  ) throws {
    try train("numbers.txt")
    // The header is JSON within JSON, in which quotes and line ends are escaped.
    let escaped = [old, new].map {
      $0.replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
    var data = try Data(contentsOf: folder("run/model.safetensors"))
    let range = try #require(data.range(of: Data(escaped[0].utf8)))
    data.replaceSubrange(range, with: Data(escaped[1].utf8))
    try folder.write(data, to: "changed")
    let result = try Tool.sample.run("changed", in: folder)
    #expect(result.error.hasPrefix("Error: changed: The "))
    #expect(result.error.contains(reason))
    #expect(result.error.filter { $0 == "\n" }.count == 1)
    #expect(result.status == 65)
  }
}
