import Activations
import Recurrent

/// The networks whose training may allocate nothing, and must be specialised.
enum CellForm: String, CaseIterable, Sendable {
  case elman, gru, resetBefore, stack, wide, closure, softmax

  /// The classes in and out.
  static let classCount = 13

  /// A program with steps, the comparisons, for which no machine has a loop.
  private static var bent: Activation<Float> {
    Activation("closure") { x in
      let isInside = x > 0 && x < 2
      return tanh(x) * x + select(isInside, exp(-x), 0.5 * x)
    }
  }

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
    case .closure: [ElmanCell(inputSize: classCount, hiddenSize: 24, hidden: Self.bent)]
    case .softmax: [GRUCell(inputSize: classCount, hiddenSize: 24, candidate: .softmax)]
    }
  }

  /// The network, drawn.
  var network: RecurrentNetwork<Float> {
    RecurrentNetwork(cells: cells, outputSize: Self.classCount)
  }
}
