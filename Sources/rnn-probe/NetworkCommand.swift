import ArgumentParser
import ToolSupport

/// `rnn-probe network`.
struct NetworkCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "network",
    abstract: "Measure random networks beside what mean-field theory predicts for them.",
    discussion: """
      Draws networks of one layer, drives every unit with noise of its own, and prints Lyapunov \
      exponents, the slope of products of Jacobians, saturation and the spectrum of weight_hh, \
      each with the theory's number for infinitely many units.
      """)

  @OptionGroup var options: NetworkProbeOptions

  func execute() throws {
    try NetworkProbe(options).execute()
  }
}
