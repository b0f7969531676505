import ArgumentParser
import ToolSupport

@main
struct RNNSample: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "rnn-sample",
    abstract: "Continue a text with a network that rnn-train has trained.",
    discussion: """
      EXIT STATUS: 0 done, 64 wrong usage, 65 unusable model, 73 the text cannot be written.
      """,
    version: toolkitVersion)

  @Argument(
    help: ArgumentHelp("A run's folder, or a model.safetensors.", valueName: "run"))
  var model: String

  @Option(parsing: .unconditional, help: "The text to continue.")
  var prompt = ""

  @Option(parsing: .unconditional, help: "Characters to write.")
  var length = 500

  @Option(
    parsing: .unconditional,
    help: "Below 1 the likely characters become likelier; 0 always takes the likeliest.")
  var temperature = 1.0

  @Option(
    parsing: .unconditional, help: "Choose among the so many likeliest characters only.")
  var topK: Int?

  @Option(
    parsing: .unconditional,
    help: "Choose among the likeliest characters that together have this probability.")
  var topP: Double?

  @Option(parsing: .unconditional, help: "Fixes the draws: the same seed, the same text.")
  var seed: UInt64 = 1

  func execute() throws {
    try SamplingRun(
      model: model, prompt: prompt, length: length, temperature: temperature, topK: topK,
      topP: topP, seed: seed
    ).execute()
  }
}
