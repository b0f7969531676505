import Testing

@Suite struct OptionRefusalTests {
  /// A command line of `rnn-train` and the sentence that it is answered with.
  static let refusals: [(line: String, sentence: String)] = [
    (
      "--hidden rleu",
      "--hidden: unknown activation \"rleu\": did you mean relu, relu6, relu-squared? `rnn-train --help` "
        + "lists them all."
    ),
    (
      "--hidden leaky-relu(a)",
      "--hidden: the parameter slope of leaky-relu is \"a\": write a number."
    ),
    (
      "--gate sigmoid",
      "--gate has no effect on an Elman cell, which has no gates: leave it out, or choose --cell "
        + "gru."
    ),
    (
      "--reset-gate tanh",
      "--reset-gate has no effect on an Elman cell, which has no gates: leave it out, or choose "
        + "--cell gru."
    ),
    (
      "--update-gate tanh",
      "--update-gate has no effect on an Elman cell, which has no gates: leave it out, or choose "
        + "--cell gru."
    ),
    (
      "--cell gru --gate tanh --reset-gate tanh --update-gate tanh",
      "--gate has no effect beside --reset-gate and --update-gate: leave it out."
    ),
    (
      "--hidden-size -3",
      "--hidden-size -3 is not a size: write whole numbers from 1 to 65536, such as 128, or 128x64 "
        + "for two layers."
    ),
    (
      "--hidden-size 8x4 --layers 3",
      "--layers 3 contradicts --hidden-size 8x4, which names 2 layers: leave one of the two out."
    ),
    ("--layers 0", "--layers 0 is out of range: choose from 1 to 64."),
    (
      "--init foo",
      "Unknown initialisation \"foo\": choose one of orthogonal, pytorch, glorot, identity, "
        + "scaled-identity, np-rnn, gaussian, critical."
    ),
    ("--sequence-length 0", "--sequence-length 0 is out of range: choose from 1 to 100000."),
    ("--batch-size -1", "--batch-size -1 is out of range: choose from 1 to 65536."),
    ("--rows-per-shard 33", "--rows-per-shard 33 is out of range: choose from 1 to 32."),
    (
      "--optimizer sdg",
      "--optimizer sdg is unknown: choose adam, adamw, sgd, momentum, nesterov, rmsprop, adagrad."
    ),
    ("--learning-rate -1", "--learning-rate -1.0 is out of range: choose a number above 0."),
    ("--learning-rate nan", "--learning-rate nan is out of range: choose a number above 0."),
    (
      "--clip -1",
      "\"-1\" is not a clipping: write none, a norm such as 1 or norm:1, or value:5."
    ),
    ("--guard 0", "--guard 0 is no loss: write a number above 0, in nats, or off."),
    (
      "--gradient-flow every:0",
      "--gradient-flow every:0 is unknown: write every:50 (or another number of updates), off or "
        + "full."
    ),
    ("--steps 0", "--steps 0 is out of range: choose from 1 to 1000000000."),
    ("--steps 1 --epochs 1", "--steps and --epochs contradict each other: leave one out."),
    ("--epochs 0", "--epochs 0 is out of range: choose from 1 to 1000000."),
    ("--validation 0.95", "--validation 0.95 is out of range: choose from 0 to 0.9."),
    ("--threads 0", "--threads 0 is out of range: choose from 1 to 1024."),
    ("--unit word", "--unit word is unknown: choose scalar, byte or grapheme."),
    ("--sample-every 0", "--sample-every 0 is out of range: choose a number from 1."),
    (
      "--quiet --sample-every 5",
      "--sample-every has no effect beside --quiet: leave one of the two out."
    ),
  ]

  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test(arguments: refusals)
  func `a wrong option is answered with one sentence, and nothing is written`(
    line: String, sentence: String
  ) throws {
    let result = try Tool.train.run(line, in: folder)
    #expect(result.error == "Error: \(sentence)\n")
    #expect(result.output.isEmpty)
    #expect(result.status == 64)
    #expect(try folder.names().isEmpty)
  }

  @Test(arguments: [
    "--cell lstm", "--precision half", "--seed -1", "--steps 1.5", "--hiden relu", "one two",
  ])
  func `what the parser refuses has the status of wrong usage`(line: String) throws {
    let result = try Tool.train.run(line, in: folder)
    #expect(result.error.hasPrefix("Error: "))
    #expect(result.status == 64)
    #expect(try folder.names().isEmpty)
  }

  @Test func `a run that no machine can hold is refused before it starts`() throws {
    let result = try Tool.train.run("--hidden-size 65536 --layers 64", in: folder)
    #expect(result.error.hasPrefix("Error: The run would take 15,376 GB of memory or more, and "))
    #expect(
      result.error.hasSuffix(" GB: choose a smaller --hidden-size, --layers or --batch-size.\n"))
    #expect(result.status == 64)
    #expect(try folder.names().isEmpty)
  }

  @Test(arguments: [
    ("--length -1", "--length -1 is out of range: choose from 0 to 1000000000."),
    (
      "--temperature -1",
      "The temperature -1.0 cannot be used; use --temperature with a finite number of at least 0, "
        + "where 0 always takes the most probable symbol."
    ),
    (
      "--top-k 0",
      "Top-k 0 leaves nothing to choose from; use --top-k with a whole number of at least 1."
    ),
    (
      "--top-p 1.5",
      "Top-p 1.5 is not a share of the probability; use --top-p with a number above 0 and at most 1."
    ),
    (
      "--temperature 0 --top-k 3",
      "--top-k has no effect at --temperature 0, which always takes the likeliest character: leave "
        + "one of the two out."
    ),
  ])
  func `a wrong option of rnn-sample is answered with one sentence`(
    line: String, sentence: String
  ) throws {
    let result = try Tool.sample.run("run \(line)", in: folder)
    #expect(result.error == "Error: \(sentence)\n")
    #expect(result.output.isEmpty)
    #expect(result.status == 64)
  }
}
