import Activations
import BLASMatrices
import RealModule
import Recurrent
import Testing

/// Analytic gradients against central differences, in Double.
@Suite struct GradientCheckTests {
  /// |analytic - numeric| / max of the two, per tensor, Euclidean; smooth cells have about 1e-10.
  static let tolerance = 1e-7
  /// The share of elements that may lie within a step of a kink.
  static let skippedShare = 0.05

  /// Of the parameters: wide enough for preactivations beyond the kinks, at 3 and -3 or at 1 and
  /// -1, and narrow where the states would grow without limit.
  static let bounds = [
    "hard-sigmoid": 2.4, "hard-tanh": 1.2, "hard-swish": 2, "relu6": 2.4, "sparse-sigmoid": 1.2,
    "thresholded-relu": 1.2, "relu-squared": 0.5, "exponential": 0.15,
  ]

  /// The same where it is in the gates, which multiply the states.
  static let boundsOfGates = ["hard-swish": 1.4, "relu6": 2]

  static let activations = Activation<Double>.catalogue.map(\.name)

  @Test(arguments: CellForm.allCases, Self.activations)
  func `every gradient equals its difference quotient`(form: CellForm, name: String) throws {
    // A kink at 20 is beyond the preactivations of so small a network.
    let name = name == "clipped-relu" ? "clipped-relu(0.8)" : name
    let activation: Activation<Double> = try activation(name)
    let isGates = [.resetAfterGates, .resetBeforeGates].contains(form)
    let bound = (isGates ? Self.boundsOfGates[name] : nil) ?? Self.bounds[name] ?? 0.9
    var seen: [Double: Set<Bool>] = [:]
    var (skipped, compared, worst) = (0, 0, 0.0)
    for sizes in [[4], [4, 3]] {
      for inputs in [InputKind.tokens, .values] {
        let architecture = form.architecture(
          activation, inputSize: 3, hiddenSizes: sizes, outputSize: 3, inputs: inputs)
        let network = RecurrentNetwork(random: architecture, bound: bound)
        let tape = NetworkTape(architecture, steps: 4, batchSize: 2)
        tape.fillRandomly(architecture)
        let check = GradientCheck(network, on: tape)
        for comparison in check.comparisons {
          #expect(
            comparison.error <= Self.tolerance,
            "\(comparison.name) of \(sizes) with \(inputs): \(comparison.error)")
        }
        #expect(check.largestError <= Self.tolerance)
        #expect(check.skippedShare <= Self.skippedShare)
        #expect(check.comparisons.count == expectedTensors(sizes.count, inputs))
        for kink in activation.breaks {
          seen[kink, default: []].formUnion(sides(of: kink, name, architecture, tape))
        }
        skipped += check.comparisons.reduce(0) { $0 + $1.skipped }
        compared += check.comparisons.reduce(0) { $0 + $1.compared }
        worst = max(worst, check.largestError)
      }
    }
    for (kink, sides) in seen {
      #expect(sides.count == 2, "all preactivations lie on one side of \(kink)")
    }
    print(
      "\(form.rawValue), \(name): largest error \(worst), \(skipped) of "
        + "\(skipped + compared) elements skipped at kinks")
  }

  @Test(arguments: CellForm.cells)
  func `a wrong derivative is found`(form: CellForm) {
    let wrong = Activation<Double>(
      "tanh with a wrong slope", value: { .tanh($0) },
      derivative: { 1.01 - Double.tanh($0) * Double.tanh($0) })
    let architecture = form.architecture(wrong, hiddenSizes: [3])
    let network = RecurrentNetwork(random: architecture)
    let tape = NetworkTape(architecture, steps: 3, batchSize: 2)
    tape.fillRandomly(architecture)
    #expect(GradientCheck(network, on: tape).largestError > 1e-3)
  }

  @Test func `a wrong pullback is found, in the tensors it reaches`() {
    let architecture = RecurrentArchitecture<Double>(
      cells: [FaultyCell(inputSize: 4, hiddenSize: 3, fault: .forgetsDerivative)], outputSize: 4)
    let network = RecurrentNetwork(random: architecture)
    let tape = NetworkTape(architecture, steps: 3, batchSize: 2)
    tape.fillRandomly(architecture)
    for comparison in GradientCheck(network, on: tape).comparisons {
      let isRight = comparison.name.hasPrefix("readout")
      #expect((comparison.error <= Self.tolerance) == isRight, "\(comparison.name)")
    }
  }

  @Test func `a gradient that is not a number is an error, whichever tensor has it`() {
    let architecture = RecurrentArchitecture<Double>(
      cells: [FaultyCell(inputSize: 4, hiddenSize: 3, fault: .hiddenGatesAreNotNumbers)],
      outputSize: 4)
    let network = RecurrentNetwork(random: architecture)
    let tape = NetworkTape(architecture, steps: 3, batchSize: 2)
    tape.fillRandomly(architecture)
    let check = GradientCheck(network, on: tape)
    for comparison in check.comparisons {
      let isRight = !comparison.name.contains("_hh_")
      #expect((comparison.error <= Self.tolerance) == isRight, "\(comparison.name)")
    }
    #expect(check.largestError > 1)
  }

  @Test func `elements at a kink are skipped and counted`() {
    // Every preactivation is exactly at relu's kink: W_hh and b are zero, and so is W_ih.
    let architecture = CellForm.elman.architecture(Activation<Double>.relu, hiddenSizes: [2])
    let network = RecurrentNetwork(
      architecture: architecture, parameters: ParameterBlock(layout: architecture.layout))
    let tape = NetworkTape(architecture, steps: 1, batchSize: 1)
    let check = GradientCheck(network, on: tape)
    let bias = check.comparisons.first { $0.name == "rnn.bias_hh_l0" }
    #expect(bias?.skipped == 2 && bias?.compared == 0)
    let readout = check.comparisons.first { $0.name == "readout.bias" }
    #expect(readout?.skipped == 0 && readout?.compared == 4)
    #expect(check.skippedShare > 0 && check.skippedShare < 1)
  }

  /// On which sides of a kink the preactivations of the gates with that activation lie.
  private func sides(
    of kink: Double, _ name: String, _ architecture: RecurrentArchitecture<Double>,
    _ tape: NetworkTape<Double>
  ) -> [Bool] {
    zip(architecture.layers, tape.layers).flatMap { layer, layerTape in
      let gates = Matrix(layerTape.gatesView)
      return layer.cell.activations.enumerated().filter { $1.name == name }.flatMap { index, _ in
        Matrix(gates.view.columns(layer.shape.columns(ofGate: index))).elements.map { $0 > kink }
      }
    }
  }

  private func expectedTensors(_ layers: Int, _ inputs: InputKind) -> Int {
    layers * 5 + 2 + (inputs == .values ? 1 : 0)
  }
}
