import Activations
import BLASMatrices

/// The simple recurrent cell of Elman (1990), as in PyTorch's `nn.RNN`.
///
///     a  = x W_ih + b_ih + h W_hh + b_hh
///     h' = f(a)
///
/// with x [B x I], h [B x H], W_ih [I x H], W_hh [H x H].
public struct ElmanCell<Scalar: BLASScalar>: RecurrentCell {
  /// f: the activation of the hidden units.
  public let hidden: Activation<Scalar>
  /// The sizes of the cell: one gate, whose record is that of its activation.
  public let shape: CellShape

  /// A cell of H = `hiddenSize` units.
  ///
  /// - Precondition: both sizes are positive.
  public init(inputSize: Int, hiddenSize: Int, hidden: Activation<Scalar> = .tanh) {
    self.hidden = hidden
    shape = CellShape(
      inputSize: inputSize, hiddenSize: hiddenSize,
      gates: [GateShape(name: "hidden", activationColumn: 0)], stateSize: hiddenSize,
      recordSize: hiddenSize)
  }

  /// The activation of the one gate.
  public var activations: [Activation<Scalar>] { [hidden] }

  /// a += h W_hh; h' = f(a).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func step(
    _ weights: borrowing CellWeights<Scalar>, gates: inout MutableRows<Scalar>,
    previous: Rows<Scalar>, record: inout MutableRows<Scalar>, next: inout MutableRows<Scalar>
  ) {
    gates.setProduct(previous, weights.weightHH, adding: true)
    hidden.apply(gates.reading, values: &next, records: &record)
  }

  /// da = dh' f'(a); dh = da W_hhᵀ.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func pullback(
    _ weights: borrowing CellWeights<Scalar>, previous: Rows<Scalar>, record: Rows<Scalar>,
    copies: Int, state: inout MutableRows<Scalar>, inputGates: inout MutableRows<Scalar>,
    hiddenGates: inout MutableRows<Scalar>
  ) {
    for copy in 0..<copies {
      let range = copy * record.rowCount..<(copy + 1) * record.rowCount
      var rows = inputGates.rows(range)
      hidden.pullback(records: record, cotangents: state.reading.rows(range), into: &rows)
    }
    state.setProduct(inputGates.reading, weights.weightHH.transposed)
  }
}
