import Activations
import BLASMatrices
import Recurrent
import SequenceTraining
import Testing

/// Divergences provoked in different ways: each report names the cause, and not what came of it.
struct DivergenceCauseTests {
  /// Trains until the run diverges.
  private func report<Scalar: BLASScalar>(
    _ network: RecurrentNetwork<Scalar>, _ configuration: TrainingConfiguration,
    source: some WindowSource<Scalar>
  ) throws -> DivergenceReport {
    var trainer = Trainer(network, configuration, source: source)
    let error = #expect(throws: TrainingError.self) { while try trainer.next() != nil {} }
    guard case .diverged(let report) = try #require(error) else { throw try #require(error) }
    #expect(report.sentence.hasSuffix("; try \(report.remedies[0])."))
    return report
  }

  private func source<Scalar>(steps: Int) -> StreamSource<Scalar> {
    StreamSource(count: 400, classCount: 2, steps: steps, batchSize: 3)
  }

  @Test func `a weight that was never finite`() throws {
    var network = LinearModel.network(Float.self, hidden: .tanh, recurrent: .identity(3, scale: 1))
    network.parameters["readout.bias"] = Matrix(
      rowCount: 1, columnCount: 2, elements: [0, .nan])
    let report = try report(network, TrainingConfiguration(updates: 3), source: source(steps: 5))
    #expect(report.update == 1)
    #expect(report.origin == .weights(tensor: "readout.bias"))
    #expect(report.cause == .weights(tensor: "readout.bias"))
  }

  @Test func `a real-valued input`() throws {
    let architecture = RecurrentArchitecture<Double>(
      cells: [ElmanCell(inputSize: 2, hiddenSize: 4)], outputSize: 2, inputs: .values)
    let report = try report(
      RecurrentNetwork(architecture: architecture, seed: 3), TrainingConfiguration(updates: 9),
      source: ValueSource(steps: 6, batchSize: 3) { window, step in
        window == 4 && step == 2 ? .infinity : Double(step)
      })
    #expect(report.update == 4)
    #expect(report.origin == .input(step: 3))
    #expect(report.cause == .input)
    #expect(report.finding == "the input was not finite at step 3 of 6 of the window")
  }

  @Test func `a gradient that overflows on its way back`() throws {
    let report = try report(
      LinearModel.network(Double.self, recurrent: .identity(1, scale: 1e10)),
      TrainingConfiguration(updates: 3), source: source(steps: 40))
    #expect(report.origin == .gradient(layer: 0, step: 9))
    guard case .gradientGrowth(layer: 0, let factor) = report.cause else {
      Issue.record("\(report.cause)")
      return
    }
    // Each step adds its own loss to what comes back, at most one part in 1e10.
    #expect(abs(factor / 1e10 - 1) < 0.1)
  }

  @Test func `a state that overflows`() throws {
    let report = try report(
      LinearModel.network(Float.self, hidden: .relu, recurrent: .identity(3, scale: 100), bias: 1),
      TrainingConfiguration(updates: 3), source: source(steps: 30))
    // 100^(t-1) passes 3.4e38 at t = 21.
    #expect(report.origin == .state(layer: 0, step: 21))
    guard case .stateGrowth(layer: 0, let factor) = report.cause else {
      Issue.record("\(report.cause)")
      return
    }
    #expect(abs(factor / 100 - 1) < 0.01)
  }

  @Test(arguments: [1e3, 1e20])
  func `a learning rate`(rate: Double) throws {
    let report = try report(
      RecurrentNetwork(
        cells: [ElmanCell<Float>(inputSize: 2, hiddenSize: 8, hidden: .relu)], outputSize: 2),
      TrainingConfiguration(
        updates: 40, optimizer: .sgd, learningRate: rate, clipping: .none),
      source: source(steps: 20))
    // Either the weights grew until something overflowed, or an update itself did.
    switch report.cause {
    case .largeUpdates(let from, let to, _): #expect(to > 2 * from)
    case .learningRate(let found, _): #expect(found == rate)
    default: Issue.record("\(report.cause)")
    }
    #expect(report.remedies[0] == "a smaller --learning-rate")
  }

  @Test(arguments: [true, false])
  func `an activation, by its value or its derivative`(isValue: Bool) throws {
    // 1/x at 0: not a number that grew. And a derivative that is infinite where the value is 0.
    let activation =
      isValue
      ? Activation<Double>("reciprocal") { x in 1 / x }
      : Activation<Double>(
        "root", value: { $0.magnitude.squareRoot() },
        derivative: { 0.5 / $0.magnitude.squareRoot() })
    let report = try report(
      LinearModel.network(Double.self, hidden: activation, recurrent: .identity(2, scale: 0.5)),
      TrainingConfiguration(updates: 3), source: source(steps: 6))
    #expect(
      report.cause == .activation(name: activation.name, layer: 0, isDerivative: !isValue))
    #expect(report.origin == (isValue ? .state(layer: 0, step: 1) : .gradient(layer: 0, step: 6)))
  }

  @Test func `weights that a finite gradient breaks are found in the same update`() throws {
    let network = RecurrentNetwork(
      cells: [ElmanCell<Float>(inputSize: 2, hiddenSize: 3)], outputSize: 2)
    let report = try report(
      network,
      TrainingConfiguration(
        updates: 5, optimizer: .sgd, learningRate: 1e300, clipping: .none),
      source: source(steps: 4))
    #expect(report.update == 1)
    #expect(report.origin == .update(tensor: "rnn.weight_ih_l0"))
    #expect(report.loss.isFinite && report.gradientNorm.isFinite)
    guard case .learningRate(rate: 1e300, norm: report.gradientNorm) = report.cause else {
      Issue.record("\(report.cause)")
      return
    }
  }

  @Test func `a loss beyond the guard is no finite number's fault`() throws {
    let report = try report(
      LinearModel.network(Float.self, hidden: .relu, recurrent: .identity(3, scale: 2), bias: 1),
      TrainingConfiguration(updates: 3, lossGuard: 100), source: source(steps: 12))
    #expect(report.origin == .guardPassed(limit: 100))
    #expect(report.loss > 100 && report.loss.isFinite)
    guard case .stateGrowth(layer: 0, let factor) = report.cause else {
      Issue.record("\(report.cause)")
      return
    }
    #expect(factor > 2 && factor < 3)
  }

  @Test func `what the run does already is no remedy`() throws {
    let network = LinearModel.network(
      Float.self, hidden: .relu, recurrent: .identity(3, scale: 100), bias: 1)
    for (clipping, isOffered) in [(GradientClipping.none, true), (.norm(1), false)] {
      let report = try report(
        network, TrainingConfiguration(updates: 3, clipping: clipping), source: source(steps: 30))
      #expect(report.remedies.contains("--clip norm:1") == isOffered)
    }
  }
}
