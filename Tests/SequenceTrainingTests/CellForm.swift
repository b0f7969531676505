import Activations
import BLASMatrices
import Recurrent

/// The cell forms that every training property must hold for.
enum CellForm: String, CaseIterable, Sendable {
  case tanh, relu, gru, resetBefore

  func cell<Scalar: BLASScalar>(
    inputSize: Int, hiddenSize: Int
  ) -> any RecurrentCell<Scalar> {
    switch self {
    case .tanh: ElmanCell<Scalar>(inputSize: inputSize, hiddenSize: hiddenSize, hidden: .tanh)
    case .relu: ElmanCell<Scalar>(inputSize: inputSize, hiddenSize: hiddenSize, hidden: .relu)
    case .gru: GRUCell<Scalar>(inputSize: inputSize, hiddenSize: hiddenSize)
    case .resetBefore: ResetBeforeGRUCell<Scalar>(inputSize: inputSize, hiddenSize: hiddenSize)
    }
  }

  /// A character model of this form: `classCount` classes in and out, a layer per hidden size.
  func network<Scalar: BLASScalar>(
    classCount: Int, hiddenSizes: [Int], seed: UInt64 = 1
  ) -> RecurrentNetwork<Scalar> {
    var inputSize = classCount
    var cells: [any RecurrentCell<Scalar>] = []
    for size in hiddenSizes {
      cells.append(cell(inputSize: inputSize, hiddenSize: size))
      inputSize = size
    }
    return RecurrentNetwork(
      architecture: RecurrentArchitecture(cells: cells, outputSize: classCount), seed: seed)
  }
}
