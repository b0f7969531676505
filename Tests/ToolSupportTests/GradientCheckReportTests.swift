import Activations
import RealModule
import Recurrent
import Testing
import ToolSupport

/// What `rnn-probe gradcheck` makes of a right and of a wrong derivative.
@Suite struct GradientCheckReportTests {
  private func check(_ hidden: Activation<Double>, _ inputs: InputKind) -> GradientCheck {
    let architecture = RecurrentArchitecture(
      cells: [ElmanCell(inputSize: 3, hiddenSize: 4, hidden: hidden)], outputSize: 3,
      inputs: inputs)
    let network = RecurrentNetwork(
      architecture: architecture, initialization: .gaussian(gain: 2), seed: 1)
    let tape = NetworkTape(architecture, steps: 3, batchSize: 2)
    let values = tape.values
    var view = values.mutableView
    view.fill(0.5)
    return GradientCheck(network, on: tape)
  }

  private func report(_ hidden: Activation<Double>) -> GradientCheckReport {
    GradientCheckReport(
      values: check(hidden, .values), tokens: check(hidden, .tokens), precision: .double)
  }

  @Test func `a wrong derivative fails and the right one passes`() {
    let wrong = Activation<Double>(
      "tanh with a wrong slope", value: { .tanh($0) },
      derivative: { 1.01 - Double.tanh($0) * Double.tanh($0) })
    #expect(report(wrong).hasFailed)
    #expect(!report(.tanh).hasFailed)
  }
}
