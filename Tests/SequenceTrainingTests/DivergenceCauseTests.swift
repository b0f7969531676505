import Activations
import BLASMatrices
import Recurrent
import SequenceTraining
import Testing

/// Divergences provoked in seven different ways: each report names the cause, and not what
/// came of it.
struct DivergenceCauseTests {
  private func source<Scalar>(steps: Int) -> StreamSource<Scalar> {
    StreamSource(count: 400, classCount: 2, steps: steps, batchSize: 3)
  }

  @Test func `a weight that was never finite`() throws {
    var network = LinearModel.network(Float.self, hidden: .relu, recurrent: .identity(3, scale: 1))
    network.parameters["readout.bias"] = Matrix(
      rowCount: 1, columnCount: 2, elements: [0, .nan])
    let report = try divergence(
      of: network, TrainingConfiguration(updates: 3), source: source(steps: 5))
    #expect(report.update == 1)
    #expect(report.origin == .weights(tensor: "readout.bias"))
    #expect(report.cause == .weights(tensor: "readout.bias"))
  }

  @Test func `a real-valued input that is not finite`() throws {
    let report = try divergence(
      of: values(), TrainingConfiguration(updates: 9),
      source: ValueSource(steps: 6, batchSize: 3) { window, step in
        window == 4 && step == 2 ? .infinity : Double(step)
      })
    #expect(report.update == 4)
    #expect(report.origin == .input(step: 3))
    #expect(report.cause == .input)
    #expect(report.finding == "the input was not finite at step 3 of 6 of the window")
  }

  @Test func `a real-valued input that is finite and overflows with its weights`() throws {
    let report = try divergence(
      of: values(), TrainingConfiguration(updates: 9),
      source: ValueSource(steps: 6, batchSize: 3) { window, step in
        window == 4 && step == 2 ? .greatestFiniteMagnitude : Double(step)
      })
    // Two inputs of 1.8e308 times weights of up to 9, and no recurrence had a step to grow in.
    #expect(report.origin == .state(layer: 0, step: 3))
    guard
      case .preactivation(layer: 0, let weight, operand: .greatestFiniteMagnitude) = report.cause
    else {
      Issue.record("\(report.cause)")
      return
    }
    #expect(weight > 1 && weight < 10)
    #expect(report.remedies[0] == "inputs scaled to about 1")
  }

  /// Four ReLU units of two real-valued inputs.
  private func values() -> RecurrentNetwork<Double> {
    let architecture = RecurrentArchitecture<Double>(
      cells: [ElmanCell(inputSize: 2, hiddenSize: 4, hidden: .relu)], outputSize: 2,
      inputs: .values)
    var network = RecurrentNetwork(architecture: architecture, seed: 3)
    network.parameters["rnn.weight_ih_l0"] = Matrix(
      rowCount: 4, columnCount: 2, elements: [9, 0.1, 0.2, -0.3, 0.5, 0.4, -0.2, 0.3])
    return network
  }

  @Test func `a gradient that overflows on its way back, while the states are small`() throws {
    // h_t is about 1e10^(t-1) 1e-300, so that it stays finite; dh_(T-k) is about 1e10^k.
    let report = try divergence(
      of: LinearModel.network(
        Double.self, hidden: .relu, recurrent: .identity(1, scale: 1e10), bias: 1e-300),
      TrainingConfiguration(updates: 3), source: source(steps: 40))
    #expect(report.origin == .gradient(layer: 0, step: 9))
    guard case .gradientGrowth(layer: 0, let factor) = report.cause else {
      Issue.record("\(report.cause)")
      return
    }
    // Each step adds its own loss to what comes back, at most one part in 1e10; the first steps
    // back are those of a large loss.
    #expect(abs(factor / 1e10 - 1) < 0.1)
    // Nothing was updated yet, so that neither the learning rate nor clipping can have helped.
    #expect(
      report.remedies == ["--init orthogonal", "a shorter window, such as --sequence-length 20"])
  }

  @Test func `a state that overflows`() throws {
    let report = try divergence(
      of: LinearModel.network(
        Float.self, hidden: .relu, recurrent: .identity(3, scale: 100), bias: 1),
      TrainingConfiguration(updates: 3), source: source(steps: 30))
    // 100^(t-1) passes 3.4e38 at t = 21.
    #expect(report.origin == .state(layer: 0, step: 21))
    guard case .stateGrowth(layer: 0, let factor) = report.cause else {
      Issue.record("\(report.cause)")
      return
    }
    #expect(abs(factor / 100 - 1) < 0.01)
    #expect(report.remedies == ["--init orthogonal", "--hidden tanh, which bounds the state"])
  }

  @Test func `the layer below is named whose growing state makes the one above overflow`() throws {
    let architecture = RecurrentArchitecture<Float>(
      cells: [
        ElmanCell(inputSize: 2, hiddenSize: 2, hidden: .relu),
        ElmanCell(inputSize: 2, hiddenSize: 2, hidden: .relu),
      ], outputSize: 2)
    var parameters = ParameterBlock<Float>(layout: architecture.layout)
    parameters["rnn.weight_hh_l0"] = .identity(2, scale: 100)
    parameters["rnn.bias_ih_l0"] = Matrix(rowCount: 1, columnCount: 2, repeating: 1)
    parameters["rnn.weight_ih_l1"] = .identity(2, scale: 1e10)
    let report = try divergence(
      of: RecurrentNetwork(architecture: architecture, parameters: parameters),
      TrainingConfiguration(updates: 3), source: source(steps: 30))
    // 1e10 * 100^(t-1) passes 3.4e38 at t = 16, when the state below is 1e30.
    #expect(report.origin == .state(layer: 1, step: 16))
    #expect(report.layer == 1)
    guard case .stateGrowth(layer: 0, _) = report.cause else {
      Issue.record("\(report.cause)")
      return
    }
  }

  @Test func `a learning rate, by the weights that it makes`() throws {
    let report = try divergence(
      of: RecurrentNetwork(
        cells: [ElmanCell<Float>(inputSize: 2, hiddenSize: 8, hidden: .relu)], outputSize: 2),
      TrainingConfiguration(
        updates: 40, optimizer: .sgd, learningRate: 1e3, clipping: .none),
      source: source(steps: 20))
    guard case .largeUpdates(let from, let to, let updates) = report.cause else {
      Issue.record("\(report.cause)")
      return
    }
    let norms = report.history.lastWeightNorms
    #expect(to == report.weightNorm && to > 2 * from)
    #expect(from == norms[norms.count - updates])
    // The shortest stretch: from the update after it on the weights had not doubled any more.
    #expect(norms.suffix(updates - 1).allSatisfy { to <= 2 * $0 })
    #expect(
      report.remedies == [
        "a smaller learning rate, such as --learning-rate 0.1", "--clip norm:1",
        "--hidden tanh, which bounds the state",
      ])
  }

  @Test func `a learning rate, by an update that breaks the weights at once`() throws {
    let network = RecurrentNetwork(
      cells: [ElmanCell<Float>(inputSize: 2, hiddenSize: 3, hidden: .relu)], outputSize: 2)
    let report = try divergence(
      of: network,
      TrainingConfiguration(
        updates: 5, optimizer: .sgd, learningRate: 1e300, clipping: .none),
      source: source(steps: 4))
    #expect(report.update == 1)
    #expect(report.origin == .update(tensor: "rnn.weight_ih_l0"))
    #expect(report.loss.isFinite && report.gradientNorm.isFinite)
    #expect(report.cause == .learningRate(rate: 1e300, norm: report.gradientNorm))
    #expect(report.remedies[0] == "a smaller learning rate, such as --learning-rate 0.1")
  }

  /// A linear unit that doubles its state with every step, at rest until window 9 gives it an
  /// input.
  private func divergenceAfterRest(
    _ optimizer: Optimizer, _ clipping: GradientClipping, learningRate: Double = 0.1,
    steps: Int = 41, lossGuard: Double? = nil
  ) throws -> DivergenceReport {
    var network = LinearModel.network(
      Double.self, recurrent: .identity(1, scale: 2),
      readout: Matrix(rowCount: 2, columnCount: 1, repeating: 0), inputs: .values)
    network.parameters["rnn.weight_ih_l0"] = Matrix(
      rowCount: 1, columnCount: 2, elements: [1, 0])
    return try divergence(
      of: network,
      TrainingConfiguration(
        updates: 200, optimizer: optimizer, learningRate: learningRate, clipping: clipping,
        lossGuard: lossGuard),
      source: ValueSource(steps: steps, batchSize: 3) { window, _ in window == 9 ? 1 : 0 })
  }

  @Test(arguments: [GradientClipping.none, .norm(1e30), .value(1e30)])
  func `an exploding gradient that moves the weights, and not the updates that follow from it`(
    clipping: GradientClipping
  ) throws {
    let report = try divergenceAfterRest(.sgd, clipping)
    // Until window 9 only the readout's bias learns, from a class that is one in 123 more frequent;
    // then a state of 2^41 makes the readout's gradient.
    let norms = report.history.lastGradientNorms
    #expect(report.history.lastWeightNorms.prefix(9).allSatisfy { $0 < 3 })
    #expect(norms.prefix(8).allSatisfy { $0 < 0.1 } && norms[8] > 1e8)
    guard case .explodedGradient(let norm, let median, update: 9) = report.cause else {
      Issue.record("\(report.cause)")
      return
    }
    #expect(norm == norms[8])
    #expect(median <= norms.prefix(8).max() ?? 0 && median >= norms.prefix(8).min() ?? 1)
    #expect(report.remedies.count == 3)
    #expect(report.remedies[0].contains("norm:1"))
    #expect(report.remedies[1] == "--hidden tanh, which bounds the state")
    #expect(report.remedies[2] == "a smaller learning rate, such as --learning-rate 0.01")
    #expect(report.cause.clause.hasPrefix("an exploding gradient of norm "))
    #expect(report.cause.clause.hasSuffix(", was applied unclipped in update 9"))
  }

  @Test func `a gradient that was clipped, or divided by its own size, is no such cause`() throws {
    // With as many steps of either class there is no gradient before window 9, whose update doubles
    // the weights by each of these; window 10, still finite, passes the guard. So the same gradient
    // is the cause or not by what was done with it alone.
    for (optimizer, clipping, rate, isCause) in [
      (Optimizer.sgd, GradientClipping.none, 0.1, true), (.sgd, .norm(1e6), 0.1, false),
      (.sgd, .value(1e6), 0.1, false), (.adam, .none, 20, false),
    ] {
      let report = try divergenceAfterRest(
        optimizer, clipping, learningRate: rate, steps: 42, lossGuard: 1e9)
      #expect(report.update == 10)
      switch report.cause {
      case .explodedGradient(_, median: 0, update: 9): #expect(isCause)
      case .largeUpdates(_, _, updates: 1): #expect(!isCause)
      default: Issue.record("\(optimizer) \(clipping): \(report.cause)")
      }
    }
  }

  @Test(arguments: [true, false])
  func `an activation above a ReLU layer, by its value or its derivative`(isValue: Bool) throws {
    // 1/x at 0: not a number that grew. And a derivative that is infinite where the value is 0.
    let activation =
      isValue
      ? Activation<Double>("reciprocal") { x in 1 / x }
      : Activation<Double>(
        "root", value: { $0.magnitude.squareRoot() },
        derivative: { 0.5 / $0.magnitude.squareRoot() })
    let architecture = RecurrentArchitecture<Double>(
      cells: [
        ElmanCell(inputSize: 2, hiddenSize: 2, hidden: .relu),
        ElmanCell(inputSize: 2, hiddenSize: 2, hidden: activation),
      ], outputSize: 2)
    var parameters = ParameterBlock<Double>(layout: architecture.layout)
    parameters["readout.weight"] = Matrix(rowCount: 2, columnCount: 2, elements: [1, 1, -1, -1])
    let report = try divergence(
      of: RecurrentNetwork(architecture: architecture, parameters: parameters),
      TrainingConfiguration(updates: 3), source: source(steps: 6))
    // The largest weight of the network is 1; it can have met 2 inputs of up to 1, and there are
    // 2 biases.
    #expect(
      report.cause == .activation(name: activation.name, layer: 1, isDerivative: !isValue, bound: 4)
    )
    let subject = isValue ? "activation reciprocal" : "derivative of the activation root"
    #expect(
      report.cause.clause == "the \(subject) of layer 2 is not finite for a number between -4 and 4"
    )
    #expect(report.origin == (isValue ? .state(layer: 1, step: 1) : .gradient(layer: 1, step: 6)))
    #expect(report.remedies[0].hasSuffix("in place of \(activation.name)"))
  }

  @Test func `what the run does already is no remedy`() throws {
    func remedies(
      _ hidden: Activation<Float>, _ clipping: GradientClipping, _ start: Initialization?
    ) throws -> [String] {
      try divergence(
        of: RecurrentNetwork(
          cells: [ElmanCell<Float>(inputSize: 2, hiddenSize: 8, hidden: hidden)], outputSize: 2),
        TrainingConfiguration(
          updates: 40, optimizer: .sgd, learningRate: 1e3, clipping: clipping, lossGuard: 50,
          initialization: start), source: source(steps: 20)
      ).remedies
    }
    let rate = "a smaller learning rate, such as --learning-rate 0.1"
    let bound = "--hidden tanh, which bounds the state"
    #expect(try remedies(.relu, .none, nil) == [rate, "--clip norm:1", bound])
    #expect(
      try remedies(.relu, .norm(5), nil) == [rate, "a tighter --clip, such as norm:1", bound])
    #expect(try remedies(.relu, .norm(1), nil) == [rate, bound])
    #expect(try remedies(.tanh, .norm(1), nil) == [rate])
    for (start, isOffered) in [
      (Initialization.pytorch, true), (.orthogonal(gain: 1), false), (.orthogonal(gain: 2), true),
    ] {
      let report = try divergence(
        of: LinearModel.network(
          Float.self, hidden: .relu, recurrent: .identity(3, scale: 100), bias: 1),
        TrainingConfiguration(updates: 3, initialization: start), source: source(steps: 30))
      #expect(report.remedies.contains("--init orthogonal") == isOffered)
    }
  }
}
