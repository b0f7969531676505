import Activations
import BLASMatrices
import Recurrent

extension CellKind {
  /// The cells of a stack, lowest first; an Elman cell has no gates.
  ///
  /// - Precondition: all sizes are positive.
  public func cells<Scalar: BLASScalar>(
    inputSize: Int, hiddenSizes: [Int], hidden: Activation<Scalar>, reset: Activation<Scalar>,
    update: Activation<Scalar>
  ) -> [any RecurrentCell<Scalar>] {
    var cells: [any RecurrentCell<Scalar>] = []
    var inputSize = inputSize
    for size in hiddenSizes {
      switch self {
      case .elman:
        cells.append(ElmanCell(inputSize: inputSize, hiddenSize: size, hidden: hidden))
      case .gru:
        cells.append(
          GRUCell(
            inputSize: inputSize, hiddenSize: size, reset: reset, update: update,
            candidate: hidden))
      case .gruResetBefore:
        cells.append(
          ResetBeforeGRUCell(
            inputSize: inputSize, hiddenSize: size, reset: reset, update: update,
            candidate: hidden))
      }
      inputSize = size
    }
    return cells
  }
}
