import Activations
import BLASMatrices
import RealModule
import Recurrent
import Testing

/// The gains of `Initialization.critical(for:inputPower:)`.
@Suite struct CriticalInitializationTests {
  /// Gains are found to 1e-9; anything else would be another number.
  static let tolerance = 1e-7

  private func gains(
    _ cell: any RecurrentCell<Double>, inputPower: Double = 1
  ) throws -> [Double] {
    let architecture = RecurrentArchitecture(cells: [cell], outputSize: 4)
    guard
      case .critical(let gains) = try Initialization.critical(
        for: architecture, inputPower: inputPower)
    else { return [] }
    return gains
  }

  @Test func `an Elman layer has the critical gain at the variance of its input part`() throws {
    for size in [16, 128] {
      let cell = ElmanCell<Double>(inputSize: 5, hiddenSize: size)
      let expected = MeanField(.tanh).criticalGain(inputVariance: 1 / (3 * Double(size)))
      #expect(try gains(cell) == [try #require(expected).gain])
      let without = try gains(cell, inputPower: 0)
      #expect((without[0] - 1).magnitude <= Self.tolerance)
    }
    let relu = ElmanCell<Double>(inputSize: 5, hiddenSize: 64, hidden: .relu)
    #expect((try gains(relu)[0] - 2.0.squareRoot()).magnitude <= Self.tolerance)
  }

  @Test func `the variance of the input part is that of the weights drawn`() throws {
    let size = 400
    let cell = ElmanCell<Double>(inputSize: 65, hiddenSize: size)
    let architecture = RecurrentArchitecture(cells: [cell], outputSize: 4)
    let parameters = Initialization.critical(gains: [1.1]).parameters(of: architecture, seed: 1)
    let weights = parameters["rnn.weight_ih_l0"].elements
    let variance = weights.reduce(0) { $0 + $1 * $1 } / Double(weights.count)
    // 26,000 uniform draws: the mean square has a relative deviation of 0.9 / √26000 = 0.0055.
    #expect((variance * 3 * Double(size) - 1).magnitude <= 0.02)
  }

  @Test func `the draw is that of gaussian with the same gain`() throws {
    let cells: [any RecurrentCell<Double>] = [
      ElmanCell(inputSize: 5, hiddenSize: 6), ElmanCell(inputSize: 6, hiddenSize: 7),
    ]
    let architecture = RecurrentArchitecture(cells: cells, outputSize: 4)
    let critical = Initialization.critical(gains: [1.25, 0.75])
      .parameters(of: architecture, seed: 3)
    for (layer, gain) in [1.25, 0.75].enumerated() {
      let gaussian = Initialization.gaussian(gain: gain).parameters(of: architecture, seed: 3)
      for name in ["rnn.weight_ih_l\(layer)", "rnn.weight_hh_l\(layer)", "rnn.bias_hh_l\(layer)"] {
        #expect(critical[name] == gaussian[name])
      }
    }
  }

  @Test func `a GRU is critical where its step at rest has spectral radius 1`() throws {
    for (candidate, expected) in [
      (Activation<Double>.tanh, 2.0), (.relu, 8.0.squareRoot()), (.silu, 4), (.hardTanh, 2),
    ] {
      let after = GRUCell<Double>(inputSize: 5, hiddenSize: 8, candidate: candidate)
      let before = ResetBeforeGRUCell<Double>(inputSize: 5, hiddenSize: 8, candidate: candidate)
      #expect((try gains(after)[0] - expected).magnitude <= Self.tolerance)
      #expect((try gains(before)[0] - expected).magnitude <= Self.tolerance)
    }
    let gated = GRUCell<Double>(inputSize: 5, hiddenSize: 8, reset: .softplus())
    #expect((try gains(gated)[0] - 1 / Double.log(2)).magnitude <= Self.tolerance)
  }

  @Test(arguments: [false, true])
  func `a cotangent keeps its size over many steps of a critical GRU at rest`(
    isBefore: Bool
  ) throws {
    let (size, steps) = (200, 300)
    let cell: any RecurrentCell<Double> =
      isBefore
      ? ResetBeforeGRUCell<Double>(inputSize: 2, hiddenSize: size)
      : GRUCell<Double>(inputSize: 2, hiddenSize: size)
    let architecture = RecurrentArchitecture(cells: [cell], outputSize: 2, inputs: .values)
    let initialization = try Initialization.critical(for: architecture)
    let parameters = initialization.parameters(of: architecture, seed: 1)
    let tape = NetworkTape(architecture, steps: steps, batchSize: 1)
    architecture.forward(parameters.view, tape)
    var random = KeyedRandom(seed: 1, purpose: "cotangent")
    let start = Matrix<Double>.normal(
      rowCount: 1, columnCount: size, deviation: 1, from: &random)
    let memory = tape.layers[0].stateCotangent
    var cotangent = memory.mutableView
    cotangent.copy(start.view)
    let room = Workspace<Double>(rowCount: 1, columnCount: architecture.layout.count)
    var gradient = MutableParameterView(
      layout: architecture.layout, elements: room.mutableView)
    architecture.backward(parameters.view, tape, gradient: &gradient)
    let end = Matrix(memory.view)
    func norm(_ matrix: Matrix<Double>) -> Double {
      matrix.elements.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    let radius = Double.exp(Double.log(norm(end) / norm(start)) / Double(steps))
    // 200 units: the radius of the largest eigenvalue is 0.9956 with a deviation of 0.0095.
    #expect((radius - 0.9956).magnitude <= 0.03, "\(radius)")
  }

  @Test func `where there is no critical gain, one sentence says so and names alternatives`() throws
  {
    let step = try Activation<Double>(expression: "where(x > 0, 1, 0)")
    let squared = try Activation<Double>(expression: "max(x, 0)^2")
    let pole = try Activation<Double>(expression: "1 / x")
    let refused: [(any RecurrentCell<Double>, CriticalGainError)] = [
      (ElmanCell(inputSize: 4, hiddenSize: 8, hidden: step), .none(activation: step.name)),
      (ElmanCell(inputSize: 4, hiddenSize: 8, hidden: squared), .none(activation: squared.name)),
      (ElmanCell(inputSize: 4, hiddenSize: 8, hidden: pole), .noMoments(activation: pole.name)),
      (ElmanCell(inputSize: 4, hiddenSize: 8, hidden: .softmax), .rowWise(activation: "softmax")),
      (GRUCell(inputSize: 4, hiddenSize: 8, candidate: step), .none(activation: step.name)),
      (
        GRUCell(inputSize: 4, hiddenSize: 8, reset: .tanh),
        .closedGate(gate: "reset", activation: "tanh", value: 0)
      ),
    ]
    for (cell, expected) in refused {
      #expect(throws: expected) { try gains(cell) }
      #expect(expected.description.contains("choose the initialisation orthogonal"))
    }
  }

  @Test func `the name holds the gains and reads back`() throws {
    let critical = Initialization.critical(gains: [1.25, 0.1])
    #expect(critical.name == "critical(1.25,0.1)")
    #expect(try Initialization(named: critical.name) == critical)
    #expect(throws: InitializationError.needsNetwork) { try Initialization(named: "critical") }
    #expect(throws: InitializationError.badParameter("critical(0)")) {
      try Initialization(named: "critical(0)")
    }
  }
}
