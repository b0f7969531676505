import Foundation
import Testing

@Suite struct OutputRefusalTests {
  let folder: TestFolder
  let options = "numbers.txt --steps 30 --hidden-size 8 --batch-size 4 --sequence-length 8"

  init() throws {
    folder = try TestFolder()
    try folder.writeNumbers()
  }

  @Test func `what exists is never overwritten`() throws {
    try folder.write("mine", to: "taken")
    let result = try Tool.train.run("\(options) --output taken", in: folder)
    #expect(
      result.error == "Error: \(folder("taken").path) exists already and is never overwritten; "
        + "choose another path or move it away.\n")
    #expect(result.status == 73)
    #expect(try folder.lines("taken") == ["mine"])
  }

  @Test func `a path below a file cannot be written`() throws {
    let result = try Tool.train.run("\(options) --output numbers.txt/run", in: folder)
    #expect(
      result.error == "Error: Cannot write \(folder("numbers.txt/run").path): Not a directory; a "
        + "part of the path is a file, so choose another path.\n")
    #expect(result.status == 73)
    #expect(try folder.names() == ["numbers.txt"])
  }

  @Test func `a file that may not grow ends the run in a sentence and leaves no debris`() throws {
    let result = try Tool.shell.run(
      ["-c", "ulimit -f 4; exec rnn-train \(options) --quiet --output run"], in: folder)
    #expect(result.error.contains("File too large; raise the file size limit (ulimit -f) or write"))
    #expect(result.status == 73)
    #expect(try folder.names(in: "run").allSatisfy { !$0.hasPrefix(".") })
  }

  @Test func `a reader that leaves early ends neither a run nor a sample with a trace`() throws {
    let run = try Tool.shell.run(
      ["-c", "rnn-train \(options) --output run | head -n 1"], in: folder)
    #expect(run.output.hasPrefix("Training elman"))
    #expect(run.error.isEmpty)
    #expect(try folder.names(in: "run").contains("model.safetensors"))
    #expect(try folder.lines("run/metrics.jsonl").last?.contains("\"step\":30,") == true)
    let sample = try Tool.shell.run(
      ["-c", "rnn-sample run --length 100000 | head -c 10"], in: folder)
    #expect(sample.output.count == 10)
    #expect(sample.error.isEmpty)
  }

  #if os(Linux)
    @Test func `a sample that cannot be written ends in a sentence`() throws {
      _ = try Tool.train.run("\(options) --output run", in: folder)
      let result = try Tool.shell.run(["-c", "exec rnn-sample run > /dev/full"], in: folder)
      #expect(
        result.error == "Error: Cannot write standard output: No space left on device; free some "
          + "space or choose a path on another disk.\n")
      #expect(result.status == 73)
    }
  #endif
}
