import BLASMatrices
import LaneMath

/// A recurrent network: an architecture and its parameters, with value semantics.
public struct RecurrentNetwork<Scalar: BLASScalar>: Sendable {
  /// Layers, readout and layout.
  public let architecture: RecurrentArchitecture<Scalar>
  /// The numbers.
  public var parameters: ParameterBlock<Scalar>

  /// A network with the given parameters.
  ///
  /// - Precondition: the parameters have the architecture's layout.
  public init(
    architecture: RecurrentArchitecture<Scalar>, parameters: ParameterBlock<Scalar>
  ) {
    require(
      parameters.layout == architecture.layout,
      "\(parameters.layout.count) parameters for an architecture of \(architecture.layout.count)")
    self.architecture = architecture
    self.parameters = parameters
  }

  /// A network of `cells`, lowest first, below a readout, with freshly drawn parameters.
  ///
  /// - Precondition: there is a cell, and each reads what the one below it puts out.
  public init(
    cells: [any RecurrentCell<Scalar>], outputSize: Int, inputs: InputKind = .tokens,
    initialization: Initialization = .orthogonal(gain: 1), seed: UInt64 = 1
  ) {
    self.init(
      architecture: RecurrentArchitecture(cells: cells, outputSize: outputSize, inputs: inputs),
      initialization: initialization, seed: seed)
  }

  /// A network with freshly drawn parameters.
  ///
  /// - Parameters:
  ///   - architecture: layers, readout and layout.
  ///   - initialization: how the parameters are drawn.
  ///   - seed: with the same seed, tensors of the same name draw from the same stream in any
  ///     architecture.
  public init(
    architecture: RecurrentArchitecture<Scalar>,
    initialization: Initialization = .orthogonal(gain: 1), seed: UInt64
  ) {
    self.architecture = architecture
    parameters = initialization.parameters(of: architecture, seed: seed)
  }
}
