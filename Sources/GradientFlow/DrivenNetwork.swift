import BLASMatrices
import LaneMath
import Recurrent

/// One layer with random weights under a random drive: the ensemble of mean-field theory.
///
///     a_t = h_(t-1) W_hh + b + ξ_t,   ξ ~ N(0, s²) for each unit and step
///
/// Every unit (of a GRU, every gate of every unit) has a drive of its own: the layer reads G*H values
/// through the identity. Weights and drive are keyed by the seed.
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

  /// Runs the layer for `steps` steps in `rows` rows, each with a drive of its own.
  ///
  /// The states start small and random: from zero, without a drive, most networks never leave zero.
  ///
  /// - Parameter initialDeviation: the standard deviation of each unit's initial state.
  /// - Precondition: both numbers are positive.
  public func run(
    steps: Int, rows: Int = 1, initialDeviation: Double = 0.01
  ) -> NetworkTape<Scalar> {
    LinearAlgebraBackend.useOneThreadPerProduct()
    let architecture = network.architecture
    let tape = NetworkTape(architecture, steps: steps, batchSize: rows)
    if inputScale > 0 {
      var random = KeyedRandom(seed: seed, purpose: "drive")
      let drive = Matrix<Scalar>.normal(
        rowCount: steps * rows, columnCount: architecture.inputSize, deviation: inputScale,
        from: &random)
      let memory = tape.values
      var values = memory.mutableView
      values.copy(drive.view)
    }
    var random = KeyedRandom(seed: seed, purpose: "initial state")
    tape.initialState = architecture.layers.map {
      .normal(
        rowCount: rows, columnCount: $0.shape.stateSize, deviation: initialDeviation,
        from: &random)
    }
    let parameters = network.parameters.view
    architecture.forward(parameters, tape)
    return tape
  }
}
