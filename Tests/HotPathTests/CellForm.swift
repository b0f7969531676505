import Recurrent

/// The networks whose training may allocate nothing, and must be specialised.
enum CellForm: String, CaseIterable, Sendable {
  case elman, gru, resetBefore, stack, wide

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
    }
  }

  /// The network, drawn.
  var network: RecurrentNetwork<Float> {
    RecurrentNetwork(cells: cells, outputSize: Self.classCount)
  }
}
