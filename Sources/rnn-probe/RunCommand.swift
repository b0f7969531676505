import ArgumentParser
import ToolSupport

/// `rnn-probe run`.
struct RunCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Measure a trained network on a text with every instrument.",
    discussion: """
      Prints how the gradient fades with the lag, Lyapunov exponents, the singular values of step \
      Jacobians and the spectral norms of their products, the spectrum of each block of weight_hh, \
      and how the hidden units and gates are used. The network is measured in double precision.
      """)

  @OptionGroup var options: RunProbeOptions

  func execute() throws {
    try RunProbe(options).execute()
  }
}
