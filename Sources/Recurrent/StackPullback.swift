import BLASMatrices
import LaneMath

/// Takes cotangents of the joined state of all layers back in time, one step at a time.
///
/// What a stack offers to instruments, as a cell offers
/// ``RecurrentCell/pullback(_:previous:record:copies:state:inputGates:hiddenGates:)``: the step of
/// a stack is block-triangular (layer l reads the new state of layer l - 1), so its pullback goes
/// from the top layer down. It reads the tape and writes only its own memory, so that looking never
/// changes a run.
public final class StackPullback<Scalar: BLASScalar> {
  /// C: how many cotangents each of the B rows has.
  public let copies: Int
  /// B.
  public let batchSize: Int
  /// The cotangent of each layer's state, `[C*B x S]`; row c * B + b belongs to row b.
  public let states: [Workspace<Scalar>]
  private let architecture: RecurrentArchitecture<Scalar>
  private let inputGates: [Workspace<Scalar>]
  private let hiddenGates: [Workspace<Scalar>]

  /// Allocates cotangents, all zero.
  ///
  /// - Precondition: both sizes are positive.
  public init(_ architecture: RecurrentArchitecture<Scalar>, batchSize: Int, copies: Int) {
    require(batchSize > 0 && copies > 0, "\(copies) cotangents for \(batchSize) rows")
    self.architecture = architecture
    self.batchSize = batchSize
    self.copies = copies
    let rows = batchSize * copies
    states = architecture.layers.map {
      Workspace(rowCount: rows, columnCount: $0.shape.stateSize)
    }
    inputGates = architecture.layers.map {
      Workspace(rowCount: rows, columnCount: $0.shape.gateWidth)
    }
    hiddenGates = architecture.layers.map {
      Workspace(
        rowCount: $0.shape.hasSeparateGates ? rows : 0, columnCount: $0.shape.gateWidth)
    }
  }

  /// Takes the cotangents of the state after step `step` to the state before it.
  ///
  /// - Parameters:
  ///   - parameters: the weights that made the tape.
  ///   - tape: a window of B rows after a forward pass.
  ///   - step: from 0.
  ///   - copies: how many of the C cotangents of each row to take, the first ones; nil for all. The
  ///     others stay as they are.
  ///   - visit: called for each layer, top first, when its cotangent after the step is whole: what
  ///     came back in time and what came down from the layer above at the same step.
  /// - Precondition: the tape has B rows, `step` is one of its steps, and `copies` is in 1...C.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func pull(
    _ parameters: borrowing ParameterView<Scalar>, _ tape: NetworkTape<Scalar>, step: Int,
    copies: Int? = nil, visit: (_ layer: Int, _ cotangents: borrowing Rows<Scalar>) -> Void
  ) {
    require(
      tape.batchSize == batchSize && step >= 0 && step < tape.steps,
      "step \(step) of a tape of \(tape.steps) steps and \(tape.batchSize) rows "
        + "for cotangents of \(batchSize) rows")
    let active = copies ?? self.copies
    require(
      active > 0 && active <= self.copies, "\(active) of \(self.copies) cotangents of a row")
    let rows = 0..<active * batchSize
    for index in architecture.layers.indices.reversed() {
      let layer = architecture.layers[index]
      let (stateMemory, inputMemory) = (states[index], inputGates[index])
      let hiddenMemory = hiddenGates[index]
      visit(index, stateMemory.rows(rows))
      let weights = layer.weights(in: parameters)
      let layerTape = tape.layers[index]
      let (tapeStates, records) = (layerTape.states, layerTape.records)
      let range = layerTape.range(ofStep: step)
      var state = stateMemory.mutableRows(rows)
      var input = inputMemory.mutableRows(rows)
      var hidden = hiddenMemory.mutableRows(layer.shape.hasSeparateGates ? rows : 0..<0)
      layer.cell.pullback(
        weights, previous: tapeStates.rows(range), record: records.rows(range), copies: active,
        state: &state, inputGates: &input, hiddenGates: &hidden)
      if index > 0 {
        let below = states[index - 1]
        var belowState = below.mutableRows(rows)
        var belowHidden = belowState.columns(0..<layer.shape.inputSize)
        belowHidden.setProduct(input.reading, weights.weightIH.transposed, keeping: 1)
      }
    }
  }
}
