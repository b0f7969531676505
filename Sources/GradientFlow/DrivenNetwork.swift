import BLASMatrices
import LaneMath
import Recurrent

/// One layer with random weights under a random drive: the ensemble of mean-field theory.
///
///     a_t = h_(t-1) W_hh + b + ξ_t,   ξ ~ N(0, s²) for each unit and step
///
/// Every unit (of a GRU, every gate of every unit) has a drive of its own: the layer reads G*H
/// values through the identity. Weights and drive are keyed by the seed.
public struct DrivenNetwork<Scalar: BLASScalar>: Sendable {
  /// The layer, below a readout that nothing uses.
  public let network: RecurrentNetwork<Scalar>
  /// s: the standard deviation of the drive.
  public let inputScale: Double
  private let seed: UInt64

  /// Draws a layer.
  ///
  /// - Parameters:
  ///   - initialization: how W_hh and the biases are drawn.
  ///   - inputScale: s.
  ///   - seed: of weights, drive and initial states.
  ///   - cell: the cell, for an input size.
  /// - Precondition: `inputScale` is not negative.
  public init(
    initialization: Initialization, inputScale: Double, seed: UInt64,
    cell: (_ inputSize: Int) -> any RecurrentCell<Scalar>
  ) {
    require(inputScale >= 0, "a drive of standard deviation \(inputScale)")
    let width = cell(1).shape.gateWidth
    var network = RecurrentNetwork(
      cells: [cell(width)], outputSize: 1, inputs: .values, initialization: initialization,
      seed: seed)
    network.parameters["rnn.weight_ih_l0"] = .identity(width)
    self.network = network
    self.inputScale = inputScale
    self.seed = seed
  }

  /// Runs the layer in `rows` rows, each with a drive of its own, and keeps the last `steps` steps.
  ///
  /// The states start small and random: from zero, without a drive, most networks never leave zero.
  ///
  /// - Parameters:
  ///   - steps: T of the tape.
  ///   - rows: B of the tape.
  ///   - settling: how many steps are run before, so that the states forget where they began.
  ///   - initialDeviation: the standard deviation of each unit's initial state.
  /// - Precondition: `steps` and `rows` are positive, `settling` is not negative.
  public func run(
    steps: Int, rows: Int = 1, settling: Int = 0, initialDeviation: Double = 0.01
  ) -> NetworkTape<Scalar> {
    LinearAlgebraBackend.useOneThreadPerProduct()
    var random = KeyedRandom(seed: seed, purpose: "initial state")
    var state: [Matrix<Scalar>] = network.architecture.layers.map {
      .normal(
        rowCount: rows, columnCount: $0.shape.stateSize, deviation: initialDeviation,
        from: &random)
    }
    if settling > 0 { state = run(settling, rows, from: state, part: 0).finalState }
    return run(steps, rows, from: state, part: 1)
  }

  /// Runs one stretch; stretches have streams of their own.
  private func run(
    _ steps: Int, _ rows: Int, from state: [Matrix<Scalar>], part: UInt64
  ) -> NetworkTape<Scalar> {
    let architecture = network.architecture
    let tape = NetworkTape(architecture, steps: steps, batchSize: rows)
    tape.initialState = state
    if inputScale > 0 {
      var random = KeyedRandom(seed: seed, purpose: "drive", index: part)
      let drive = Matrix<Scalar>.normal(
        rowCount: steps * rows, columnCount: architecture.inputSize, deviation: inputScale,
        from: &random)
      let memory = tape.values
      var values = memory.mutableView
      values.copy(drive.view)
    }
    let parameters = network.parameters.view
    architecture.forward(parameters, tape)
    return tape
  }
}
