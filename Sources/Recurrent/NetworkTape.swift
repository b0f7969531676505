import BLASMatrices
import LaneMath

/// The memory of a whole network over one window of T steps and B rows.
///
/// Fill `tokens` (or `values`) and `targets`, time-major `[T*B]`; run
/// ``RecurrentArchitecture/forward(_:_:)``; the state carries over to the next window by
/// ``carryState()``.
public final class NetworkTape<Scalar: BLASScalar>: Sendable {
  /// T.
  public let steps: Int
  /// B.
  public let batchSize: Int
  /// One tape per layer, lowest first.
  public let layers: [LayerTape<Scalar>]
  /// `[T*B]`: the input classes, where the network reads tokens.
  public let tokens: IndexWorkspace
  /// `[T*B x I]`: the inputs, where the network reads values.
  public let values: Workspace<Scalar>
  /// `[T*B]`: the classes to predict.
  public let targets: IndexWorkspace
  let logits: Workspace<Scalar>

  /// Allocates a tape for `architecture`.
  ///
  /// - Precondition: both sizes are positive.
  public init(_ architecture: RecurrentArchitecture<Scalar>, steps: Int, batchSize: Int) {
    require(steps > 0 && batchSize > 0, "a tape of \(steps) steps and \(batchSize) rows")
    self.steps = steps
    self.batchSize = batchSize
    let rows = steps * batchSize
    layers = architecture.layers.map {
      LayerTape(shape: $0.shape, steps: steps, batchSize: batchSize)
    }
    let readsTokens = architecture.inputs == .tokens
    tokens = IndexWorkspace(count: readsTokens ? rows : 0)
    values = Workspace(
      rowCount: readsTokens ? 0 : rows, columnCount: architecture.inputSize)
    targets = IndexWorkspace(count: rows)
    logits = architecture.readout.makeScratch(rows: rows)
  }

  /// Sets the state before the window to zero, in every layer.
  public func resetState() {
    for layer in layers {
      let states = layer.states
      var start = states.mutableRows(0..<batchSize)
      start.fill(0)
    }
  }

  /// Makes the state after the window the state before the next.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func carryState() {
    for layer in layers {
      let states = layer.states
      var start = states.mutableRows(0..<batchSize)
      start.copy(layer.state(before: steps))
    }
  }

  /// The state before the window, per layer [B x S].
  ///
  /// - Precondition: what is set has one matrix per layer, each [B x S].
  public var initialState: [Matrix<Scalar>] {
    get { layers.map { Matrix($0.state(before: 0)) } }
    set { setStates(newValue, before: 0) }
  }

  /// The state after the window, per layer [B x S].
  ///
  /// It is set to continue an interrupted run, whose next window starts from it.
  ///
  /// - Precondition: a new value has as many states as there are layers, of their shapes.
  public var finalState: [Matrix<Scalar>] {
    get { layers.map { Matrix($0.state(before: steps)) } }
    set { setStates(newValue, before: steps) }
  }

  private func setStates(_ values: [Matrix<Scalar>], before step: Int) {
    require(values.count == layers.count, "\(values.count) states, \(layers.count) layers")
    for (layer, state) in zip(layers, values) {
      let states = layer.states
      var rows = states.mutableRows(layer.range(ofStep: step))
      rows.copy(state.view)
    }
  }
}
