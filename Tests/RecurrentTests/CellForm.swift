import Activations
import BLASMatrices
import Recurrent

/// The cells of the package, and which of their activations a test chooses.
enum CellForm: String, CaseIterable, Sendable {
  case elman
  case resetAfterGates
  case resetAfterCandidate
  case resetBeforeGates
  case resetBeforeCandidate

  /// One per cell type.
  static let cells: [CellForm] = [.elman, .resetAfterCandidate, .resetBeforeCandidate]

  /// A cell with the activation in the place that the form names.
  func cell<Scalar: BLASScalar>(
    _ activation: Activation<Scalar> = .tanh, inputSize: Int, hiddenSize: Int
  ) -> any RecurrentCell<Scalar> {
    switch self {
    case .elman:
      ElmanCell(inputSize: inputSize, hiddenSize: hiddenSize, hidden: activation)
    case .resetAfterGates:
      GRUCell(
        inputSize: inputSize, hiddenSize: hiddenSize, reset: activation, update: activation)
    case .resetAfterCandidate:
      GRUCell(inputSize: inputSize, hiddenSize: hiddenSize, candidate: activation)
    case .resetBeforeGates:
      ResetBeforeGRUCell(
        inputSize: inputSize, hiddenSize: hiddenSize, reset: activation, update: activation)
    case .resetBeforeCandidate:
      ResetBeforeGRUCell(inputSize: inputSize, hiddenSize: hiddenSize, candidate: activation)
    }
  }

  /// A stack of one or more layers of the given sizes.
  func architecture<Scalar: BLASScalar>(
    _ activation: Activation<Scalar> = .tanh, inputSize: Int = 4, hiddenSizes: [Int],
    outputSize: Int = 4, inputs: InputKind = .tokens
  ) -> RecurrentArchitecture<Scalar> {
    var cells: [any RecurrentCell<Scalar>] = []
    for size in hiddenSizes {
      let width = cells.last?.shape.hiddenSize ?? inputSize
      cells.append(cell(activation, inputSize: width, hiddenSize: size))
    }
    return RecurrentArchitecture(cells: cells, outputSize: outputSize, inputs: inputs)
  }
}

/// The built-in activation of that name.
func activation<Scalar: BLASScalar>(
  _ name: String, _ scalar: Scalar.Type = Scalar.self
) throws -> Activation<Scalar> {
  try Activation(named: name)
}

extension RecurrentNetwork {
  /// A network whose parameters, biases too, are all uniform in ±`bound`.
  init(random architecture: RecurrentArchitecture<Scalar>, bound: Double = 0.6, seed: UInt64 = 1) {
    var random = KeyedRandom(seed: seed, purpose: "test parameters")
    var parameters = ParameterBlock<Scalar>(layout: architecture.layout)
    parameters.elements = parameters.elements.map { _ in
      Scalar((2 * random.nextUniform() - 1) * bound)
    }
    self.init(architecture: architecture, parameters: parameters)
  }
}
