import ArgumentParser

/// The random network that `rnn-probe network` looks at.
public struct NetworkProbeOptions: ParsableArguments {
  @OptionGroup var cell: CellOptions

  @Option(parsing: .unconditional, help: "N, the hidden units.")
  var units = 200

  @Option(
    parsing: .unconditional,
    help: "g: weight_hh is drawn from N(0, g^2 / N) (default: 1).")
  var gain: Double?

  @Option(
    name: .customLong("init"),
    help: ArgumentHelp(
      "Another scheme for weight_hh instead of --gain: orthogonal(1.4), identity, pytorch, glorot, "
        + "scaled-identity(0.9), np-rnn.", valueName: "scheme"))
  var initialization: String?

  @Option(
    parsing: .unconditional,
    help: "The standard deviation of the Gaussian drive that each unit gets at each step.")
  var inputScale = 0.0

  @Option(parsing: .unconditional, help: "Steps over which exponents are averaged.")
  var steps = 2_000

  @Option(
    parsing: .unconditional,
    help: "Steps before them in which the state settles, and behind them in which frames align.")
  var warmup = 300

  @Option(parsing: .unconditional, help: "How many networks, with seeds from --seed on.")
  var seeds = 5

  @Option(parsing: .unconditional, help: "The first seed.")
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many Lyapunov exponents, or all.", valueName: "count"))
  var exponents = "8"

  @Flag(help: "Write JSON.")
  var json = false

  /// As the parser wants it.
  public init() {}
}
