import ArgumentParser
import RunRecords
import SequenceTraining

/// How long, how fast and on how much is trained.
///
/// Values may begin with a dash, so that a negative number is told to be out of range.
public struct TrainingOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: "Characters per window, and how far the gradient travels back.")
  var sequenceLength = Choices(64)

  @Option(
    parsing: .unconditional,
    help: "Rows trained at once, each reading its own stretch of the text.")
  var batchSize = Choices(32)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Rows that one thread takes at a time (default: a quarter of the batch, at most 16); "
        + "the bits of a run depend on it.", valueName: "rows"))
  var rowsPerShard: Choices<Int>?

  @Option(help: "adam, adamw, sgd, momentum, nesterov, rmsprop or adagrad.")
  var optimizer = Choices("adam")

  @Option(parsing: .unconditional, help: "The size of an update.")
  var learningRate = Choices(0.002)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What is done to large gradients: none, a norm (1 or norm:1) or value:5.",
      valueName: "limit"))
  var clip = Choices("norm:1")

  @Option(
    name: .customLong("guard"), parsing: .unconditional,
    help: ArgumentHelp(
      "A loss in nats beyond which a window counts as diverged, or off.", valueName: "loss"))
  var lossGuard = Choices("off")

  @Option(
    help: ArgumentHelp(
      "What to do where a window diverges: stop; skip its update; or rollback to the last good "
        + "state with half the learning rate, five times at most.", valueName: "response"))
  var onDivergence = Choices(DivergenceResponse.stop)

  @Option(
    help: ArgumentHelp(
      "What is measured: every:N updates, off, or full (every 10 updates, spectra and exponents "
        + "too).", valueName: "rhythm"))
  var gradientFlow = "every:50"

  @Option(parsing: .unconditional, help: "Updates to make (default: 1000).")
  var steps: Int?

  @Option(
    parsing: .unconditional, help: "Passes over the text to make, instead of --steps.")
  var epochs: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The share of the text held out at its end, from 0 up to 0.9.", valueName: "share"))
  var validation = 0.1

  @Option(
    parsing: .unconditional,
    help: "Fixes all random draws: the same seed, the same run.")
  var seed = Choices(UInt64(1))

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Threads to use, in a comparison the conditions that train at once (default: the "
        + "machine's); the result does not depend on it.", valueName: "threads"))
  var threads: Int?

  @Option(help: "float or double.")
  var precision = Choices(Precision.float)

  @Option(help: "What a character is: scalar (of Unicode), byte or grapheme.")
  var unit = "scalar"

  /// As the parser wants it.
  public init() {}
}

extension Precision: ExpressibleByArgument {}

extension DivergenceResponse: ExpressibleByArgument {}
