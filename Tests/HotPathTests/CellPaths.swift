import BLASMatrices
import Recurrent

/// A cell's step and pullback over four rows, beside the product they need and loops by hand.
struct CellPaths {
  private static let rows = 4
  private let cell: any RecurrentCell<Float>
  private let network: RecurrentNetwork<Float>
  private let tape: LayerTape<Float>
  private let next: Workspace<Float>

  init(_ cell: any RecurrentCell<Float>) {
    self.cell = cell
    network = RecurrentNetwork(cells: [cell], outputSize: 13)
    tape = LayerTape(shape: cell.shape, steps: 1, batchSize: Self.rows)
    next = Workspace(rowCount: Self.rows, columnCount: cell.shape.hiddenSize)
  }

  /// The step.
  var step: HotPath.Pair {
    let (cell, network, tape, next) = (cell, network, tape, next)
    return HotPath.Pair(
      generic: {
        let weights = network.architecture.layers[0].weights(in: network.parameters.view)
        let (states, gateMemory, recordMemory) = (tape.states, tape.gates, tape.records)
        var gates = gateMemory.mutableView
        var record = recordMemory.mutableView
        var nextState = next.mutableView
        cell.step(
          weights, gates: &gates, previous: states.rows(0..<Self.rows), record: &record,
          next: &nextState)
      },
      byHand: {
        let gateMemory = tape.gates
        var gates = gateMemory.mutableView
        let weights = network.architecture.layers[0].weights(in: network.parameters.view)
        gates.setProduct(next.view, weights.weightHH, adding: true)
        Self.passes(over: cell, tape, next) { gate, input, value, derivative in
          if gate == cell.shape.contentGate {
            HandWritten.tanh(input, value: &value, derivative: &derivative)
          } else {
            HandWritten.sigmoid(input, value: &value, derivative: &derivative)
          }
          // The sums, products and mixtures around an activation.
          HandWritten.add(input, times: 0.5, to: &value)
          HandWritten.multiply(&derivative, by: input)
        }
      })
  }

  /// The pullback.
  var pullback: HotPath.Pair {
    let (cell, network, tape, next) = (cell, network, tape, next)
    return HotPath.Pair(
      generic: {
        let weights = network.architecture.layers[0].weights(in: network.parameters.view)
        let (states, gateMemory, hiddenMemory) = (tape.states, tape.gates, tape.hiddenGates)
        let records = tape.records
        var state = next.mutableView
        var inputGates = gateMemory.mutableView
        var hiddenGates = hiddenMemory.mutableView
        cell.pullback(
          weights, previous: states.rows(0..<Self.rows), record: records.view, copies: 1,
          state: &state, inputGates: &inputGates, hiddenGates: &hiddenGates)
      },
      byHand: {
        let gateMemory = tape.gates
        let weights = network.architecture.layers[0].weights(in: network.parameters.view)
        var state = next.mutableView
        state.setProduct(gateMemory.view, weights.weightHH.transposed)
        Self.passes(over: cell, tape, next) { _, input, value, derivative in
          HandWritten.multiply(&value, by: input)
          HandWritten.add(input, times: 0.5, to: &value)
          HandWritten.multiply(&derivative, by: input)
        }
      })
  }

  /// Calls `run` for each row and gate with the gate's preactivations and two rows to write.
  private static func passes(
    over cell: any RecurrentCell<Float>, _ tape: LayerTape<Float>, _ next: Workspace<Float>,
    _ run: (Int, Span<Float>, inout MutableSpan<Float>, inout MutableSpan<Float>) -> Void
  ) {
    let (gateMemory, recordMemory) = (tape.gates, tape.records)
    var state = next.mutableView
    var records = recordMemory.mutableView
    for row in 0..<rows {
      for gate in cell.shape.gates.indices {
        let columns = cell.shape.columns(ofGate: gate)
        var block = records.columns(columns)
        var value = state[row]
        var derivative = block[row]
        run(gate, gateMemory.view.columns(columns)[row], &value, &derivative)
      }
    }
  }
}
