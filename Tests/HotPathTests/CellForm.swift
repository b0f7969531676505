import Recurrent

/// The networks whose training may allocate nothing, and must be specialised.
enum CellForm: String, CaseIterable, Sendable {
  case elman, gru, resetBefore, stack, wide, closure, softmax

  /// The classes in and out.
  static let classCount = 13

  /// The cells, the lowest first.
  var cells: [any RecurrentCell<Float>] {
    let classCount = Self.classCount
    return switch self {
    case .elman: [ElmanCell(inputSize: classCount, hiddenSize: 24)]
    case .gru: [GRUCell(inputSize: classCount, hiddenSize: 24)]
    case .resetBefore: [ResetBeforeGRUCell(inputSize: classCount, hiddenSize: 24)]
    case .stack:
      [
        ElmanCell(inputSize: classCount, hiddenSize: 24), GRUCell(inputSize: 24, hiddenSize: 16),
      ]
    // 72 thousand parameters: the passes over the flat block have several parts.
    case .wide: [ElmanCell(inputSize: 9_000, hiddenSize: 8)]
    // A program with a step, the comparison, for which no machine has a loop.
    case .closure:
      [
        ElmanCell(
          inputSize: classCount, hiddenSize: 24,
          hidden: Activation("closure") { x in
            tanh(x) * x + select(x > 0 && x < 2, exp(-x), 0.5 * x)
          })
      ]
    case .softmax: [GRUCell(inputSize: classCount, hiddenSize: 24, candidate: .softmax)]
    }
  }

  /// The network, drawn.
  var network: RecurrentNetwork<Float> {
    RecurrentNetwork(cells: cells, outputSize: Self.classCount)
  }
}
