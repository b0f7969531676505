import Activations
import BLASMatrices

/// One step of a recurrent cell for B rows, and its pullback.
///
/// A cell is its equations. The layer above it owns time, the input product and the weight
/// gradients; whoever writes a cell writes one step forward, the same step backward, and a
/// ``CellShape`` (see <doc:WritingACell>). Every instrument works through
/// ``pullback(_:previous:record:copies:state:inputGates:hiddenGates:)`` alone, so a new cell has
/// them all.
public protocol RecurrentCell<Scalar>: Sendable {
  /// The scalar of all matrices.
  associatedtype Scalar: BLASScalar

  /// The sizes of the cell.
  var shape: CellShape { get }

  /// The activation of each gate, in the order of `shape.gates`.
  var activations: [Activation<Scalar>] { get }

  /// Computes the next state of B rows.
  ///
  /// - Parameters:
  ///   - weights: the layer's weights.
  ///   - gates: `[B x G*H]`. In: the input part of the preactivations, x W_ih + b_ih, with b_hh
  ///     added where the coupling is `.summed`. Out: the preactivations, which only checks read.
  ///   - previous: [B x S], the state before the step.
  ///   - record: [B x R], whatever the pullback will need.
  ///   - next: [B x S], the state after the step.
  func step(
    _ weights: borrowing CellWeights<Scalar>, gates: inout MutableRows<Scalar>,
    previous: Rows<Scalar>, record: inout MutableRows<Scalar>, next: inout MutableRows<Scalar>)

  /// Takes cotangents of the next state back to the state before and to the preactivations.
  ///
  /// - Parameters:
  ///   - weights: the layer's weights, as they were at the step.
  ///   - previous: [B x S], the state before the step.
  ///   - record: [B x R], as the step left it.
  ///   - copies: C, how many cotangents each row has (1 in training; H to make a Jacobian).
  ///     Cotangent row c * B + b belongs to row b.
  ///   - state: `[C*B x S]`. In: the cotangent of the next state; out: of the state before.
  ///   - inputGates: `[C*B x G*H]`. In: other numbers, not the step's preactivations. Out: the
  ///     cotangent of the preactivations' input part.
  ///   - hiddenGates: `[C*B x G*H]`. Out: the cotangent of their recurrent part; written only where
  ///     `shape.hasSeparateGates`, else `inputGates` stands for both.
  func pullback(
    _ weights: borrowing CellWeights<Scalar>, previous: Rows<Scalar>, record: Rows<Scalar>,
    copies: Int, state: inout MutableRows<Scalar>, inputGates: inout MutableRows<Scalar>,
    hiddenGates: inout MutableRows<Scalar>)

  /// The gates whose recurrent weights multiplied `recurrentOperand(...)`, as runs of blocks.
  ///
  /// Elman and the reset-after GRU have one run, all gates, multiplied with the hidden state. The
  /// reset-before GRU has two: reset and update with the hidden state, the candidate with
  /// reset * hidden.
  var operandRuns: [Range<Int>] { get }

  /// What the recurrent weights of the gates of run `run` multiplied, [B x H].
  @_lifetime(copy previous, copy record)
  func recurrentOperand(run: Int, previous: Rows<Scalar>, record: Rows<Scalar>) -> Rows<Scalar>
}

extension RecurrentCell {
  /// One run: every gate multiplied the hidden state.
  public var operandRuns: [Range<Int>] { [0..<shape.gates.count] }

  /// The hidden state, the first H columns of `previous`.
  @_lifetime(copy previous, copy record)
  public func recurrentOperand(
    run: Int, previous: Rows<Scalar>, record: Rows<Scalar>
  ) -> Rows<Scalar> {
    previous.columns(0..<shape.hiddenSize)
  }
}
