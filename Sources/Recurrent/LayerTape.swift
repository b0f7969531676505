import BLASMatrices

/// The memory of one layer over one window of T steps and B rows: what forward leaves for backward.
///
/// All matrices are time-major: step t is rows `t*B..<(t+1)*B`.
public final class LayerTape<Scalar: BLASScalar>: Sendable {
  /// T.
  public let steps: Int
  /// B.
  public let batchSize: Int
  /// `[(T+1)*B x S]`: the state before the window, then after each step.
  public let states: Workspace<Scalar>
  /// `[T*B x R]`: what each step recorded.
  public let records: Workspace<Scalar>
  /// `[T*B x G*H]`: first the input part, then the preactivations, and after the backward pass the
  /// cotangents of the input part; in between ``outputCotangents``.
  public let gates: Workspace<Scalar>
  /// `[T*B x G*H]`: the cotangents of the recurrent part; empty where the two are equal.
  public let hiddenGates: Workspace<Scalar>
  /// [B x S]: the cotangent of the state as it travels back; after the backward pass that of the
  /// state before the window.
  public let stateCotangent: Workspace<Scalar>
  /// `[1 x G*H]`: what every input row starts from, b_ih and the summed part of b_hh.
  let inputBias: Workspace<Scalar>
  private let hiddenSize: Int

  /// Allocates a tape.
  ///
  /// - Precondition: neither size is negative.
  public init(shape: CellShape, steps: Int, batchSize: Int) {
    self.steps = steps
    self.batchSize = batchSize
    let rows = steps * batchSize
    states = Workspace(rowCount: rows + batchSize, columnCount: shape.stateSize)
    records = Workspace(rowCount: rows, columnCount: shape.recordSize)
    gates = Workspace(rowCount: rows, columnCount: shape.gateWidth)
    hiddenGates = Workspace(
      rowCount: shape.hasSeparateGates ? rows : 0, columnCount: shape.gateWidth)
    stateCotangent = Workspace(rowCount: batchSize, columnCount: shape.stateSize)
    inputBias = Workspace(rowCount: 1, columnCount: shape.gateWidth)
    hiddenSize = shape.hiddenSize
  }

  /// `[T*B x H]`: the cotangent of each step's hidden state that comes from above.
  ///
  /// They take the place of the first gate's preactivations, which no backward pass reads; at each
  /// step they are used up when the cotangents of the gates take theirs.
  public var outputCotangents: MutableRows<Scalar> {
    @_lifetime(borrow self)
    get {
      let gates = gates
      var rows = gates.mutableView
      return _overrideLifetime(rows.columns(0..<hiddenSize), borrowing: self)
    }
  }

  /// The preactivations after a forward pass, `[T*B x G*H]`.
  public var gatesView: Rows<Scalar> {
    @_lifetime(borrow self)
    get {
      let gates = gates
      return _overrideLifetime(gates.view, borrowing: self)
    }
  }

  /// The rows of step `step`, of which there are B.
  public func range(ofStep step: Int) -> Range<Int> {
    step * batchSize..<(step + 1) * batchSize
  }

  /// The state before step `step`, [B x S]; before step T, the state after the window.
  ///
  /// - Precondition: `step` is in 0...T.
  @_lifetime(borrow self)
  public func state(before step: Int) -> Rows<Scalar> {
    let states = states
    return _overrideLifetime(states.rows(range(ofStep: step)), borrowing: self)
  }

  /// The hidden states of the window, `[T*B x H]`.
  ///
  /// - Precondition: `shape` is the one that the tape was made for.
  @_lifetime(borrow self)
  public func hiddenStates(_ shape: CellShape) -> Rows<Scalar> {
    let states = states
    let hidden = states.rows(batchSize..<(steps + 1) * batchSize).columns(0..<shape.hiddenSize)
    return _overrideLifetime(hidden, borrowing: self)
  }
}
