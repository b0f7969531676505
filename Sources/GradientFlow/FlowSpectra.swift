import BLASMatrices
import Recurrent

/// What costs more than a profile: the spectra of the recurrent weights, and Lyapunov exponents.
public struct FlowSpectra: Sendable, Equatable {
  /// At most so many exponents are measured, from the largest on.
  public static let exponentCount = 8
  /// On so many rows of the window: a few dozen steps of one row tell a few exponents, and more
  /// rows would cost more than they tell.
  public static let rowCount = 1

  /// The spectral radius of each layer's W_hh, lowest first (of a GRU the candidate's block); nil
  /// where weights are not finite.
  public let spectralRadius: [Double]?
  /// The largest exponents of the joined state, descending, minus infinity for a direction that is
  /// lost in one step; nil where the window is too short or not finite.
  public let lyapunovExponents: [Double]?

  /// Measures a window; the last quarter of its steps only turns the frames to where they belong.
  ///
  /// - Parameters:
  ///   - architecture: the layers.
  ///   - parameters: the weights that made the tapes.
  ///   - tapes: the window after its forward pass, one tape per shard; only read.
  public init<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>,
    _ tapes: [NetworkTape<Scalar>]
  ) {
    self.init(
      spectralRadius: try? SpectralRadius.byLayer(architecture, parameters),
      lyapunovExponents: tapes.first.flatMap { Self.exponents(architecture, parameters, $0) })
  }

  init(spectralRadius: [Double]?, lyapunovExponents: [Double]?) {
    self.spectralRadius = spectralRadius
    self.lyapunovExponents = lyapunovExponents
  }

  /// The exponents in the first rows of a tape.
  static func exponents<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>,
    _ tape: NetworkTape<Scalar>
  ) -> [Double]? {
    let rows = NetworkTape(architecture, rows: 0..<rowCount, of: tape)
    return try? LyapunovExponents(
      architecture, parameters, rows,
      count: min(exponentCount, architecture.joinedStateSize), aligning: tape.steps / 4
    ).values
  }
}
