import Activations
import ArgumentParser
import ToolSupport

@main
struct RNNTrain: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "rnn-train",
    abstract: "Train a character-level recurrent network and see what its gradient does.",
    discussion: """
      Trains on a UTF-8 text and shows, while it trains, how much of the gradient of a loss is \
      left k characters back, how large the hidden state is, and whether units are dead or \
      saturated. A verdict ends the run: EXPLODING, VANISHING or HEALTHY, with its numbers.

      ACTIVATIONS: \(Activation<Float>.catalogue.map(\.name).joined(separator: ", ")).

      COMPARING: options of the network, and of training --sequence-length, --batch-size, \
      --rows-per-shard, --optimizer, --learning-rate, --clip, --guard, --on-divergence, --seed and \
      --precision, take several values parted by commas: --hidden relu,tanh --clip none,1 trains four \
      networks side by side from the same random draws and on the same windows of the text, and one \
      table ends the run. What is compared is not shared: draws differ between values of --seed, \
      windows between those of --batch-size and --sequence-length. A comma inside brackets parts \
      nothing. More conditions than threads take turns.

      EXIT STATUS: 0 done, 2 diverged (in a comparison: every condition did), 64 wrong usage, 65 unusable text, 73 results cannot be \
      written, 130 interrupted (what was trained is saved).

      Every build computes optimised; swift run -c release rnn-train is a little faster in long runs.
      """,
    version: toolkitVersion)

  @Argument(
    help: ArgumentHelp(
      "The text: a UTF-8 file, - for standard input, or a bundled text: the-harbour-year "
        + "(default), long-range, source-code.", valueName: "corpus"))
  var corpus: String?

  @OptionGroup(title: "Network")
  var network: NetworkOptions

  @OptionGroup(title: "Training")
  var training: TrainingOptions

  @OptionGroup(title: "Output")
  var output: OutputOptions

  func execute() throws {
    try TrainingRun.execute(network: network, training: training, output: output, corpus: corpus)
  }
}
