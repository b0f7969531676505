import LaneMath

/// The sizes of a cell: what a layer needs to know to own its memory.
///
/// Letters: I input, H hidden, G gates, S state, R record.
public struct CellShape: Sendable, Equatable {
  /// I: the width of the input.
  public var inputSize: Int
  /// H: the width of the hidden state, the first H columns of the state.
  public var hiddenSize: Int
  /// The G gates, in the order of their blocks of H columns.
  public var gates: [GateShape]
  /// S: the width of the state that passes from step to step (H; 2H for an LSTM's h | c).
  public var stateSize: Int
  /// R: the width of what one step records for its pullback.
  public var recordSize: Int

  /// Gathers the sizes of a cell.
  ///
  /// - Precondition: every size is positive, and `stateSize` is at least `hiddenSize`.
  public init(
    inputSize: Int, hiddenSize: Int, gates: [GateShape], stateSize: Int, recordSize: Int
  ) {
    require(
      inputSize > 0 && hiddenSize > 0 && stateSize >= hiddenSize && recordSize > 0,
      "a cell of input size \(inputSize), hidden size \(hiddenSize), state size \(stateSize) "
        + "and record size \(recordSize)")
    self.inputSize = inputSize
    self.hiddenSize = hiddenSize
    self.gates = gates
    self.stateSize = stateSize
    self.recordSize = recordSize
  }

  /// G * H: the width of the preactivations.
  public var gateWidth: Int { gates.count * hiddenSize }

  /// Whether the input and hidden parts of some gate have different cotangents.
  public var hasSeparateGates: Bool { gates.contains { $0.coupling == .separate } }

  /// The gate that makes the new content of the state: the hidden units of an Elman cell, the
  /// candidate of a GRU.
  ///
  /// It is the first that does not multiply; where instruments report one number for `weightHH`,
  /// it is that of this gate's block.
  public var contentGate: Int { gates.firstIndex { !$0.isMultiplicative } ?? 0 }

  /// The H columns of gate `gate` within the preactivations.
  public func columns(ofGate gate: Int) -> Range<Int> {
    gate * hiddenSize..<(gate + 1) * hiddenSize
  }
}
