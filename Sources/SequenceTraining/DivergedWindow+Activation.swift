import BLASMatrices
import Recurrent

extension DivergedWindow {
  /// The activation that made a state that is not finite from numbers that are.
  ///
  /// The preactivations are gone; but they are bounded by the largest weights, inputs and states
  /// that they were made of. Where even the square of the bound is finite, no sum overflowed: the
  /// activation did it.
  func activation(layer index: Int, step: Int) -> DivergenceCause? {
    let layer = layers[index]
    let bound = bound(layer: index, step: step)
    guard bound < Double(Scalar.greatestFiniteMagnitude).squareRoot() else { return nil }
    func cause(_ name: String) -> DivergenceCause {
      .activation(name: name, layer: index, isDerivative: false, bound: bound)
    }
    for (gate, activation) in zip(layer.shape.gates, layer.cell.activations) {
      // Without a column of its own the value is the state itself.
      guard let column = gate.valueColumn else { return cause(activation.name) }
      let isLost = pending.tapes.contains { tape in
        !gateMagnitude(tape.layers[index], layer.shape, column: column, step: step).isFinite
      }
      if isLost { return cause(activation.name) }
    }
    return nil
  }

  /// What met in a preactivation of `layer` at `step` (from 1) that overflowed.
  func preactivation(layer: Int, step: Int) -> DivergenceCause {
    let operands = operands(layer: layer, step: step)
    let memory = engine.weights
    let weight = pending.architecture.layout.tensors.reduce(0.0) { largest, tensor in
      guard tensor.name.contains("weight"), tensor.name.hasSuffix("_l\(layer)") else {
        return largest
      }
      return max(largest, Double(memory.view.columns(tensor.range).largestMagnitude))
    }
    return .preactivation(
      layer: layer, weight: weight, operand: max(operands.state, operands.input))
  }

  /// The largest magnitude of a gate's values at `step` (from 1), which stand from `column` on.
  private func gateMagnitude(
    _ tape: LayerTape<Scalar>, _ shape: CellShape, column: Int, step: Int
  ) -> Double {
    let records = tape.records
    let values = records.rows(tape.range(ofStep: step - 1))
      .columns(column..<column + shape.hiddenSize)
    return Double(values.largestMagnitude)
  }

  /// An upper bound of the magnitude of the preactivations of a layer at `step` (from 1).
  private func bound(layer index: Int, step: Int) -> Double {
    let layer = layers[index]
    let operands = operands(layer: index, step: step)
    var gate = 1.0
    for tape in pending.tapes {
      for shape in layer.shape.gates where shape.isMultiplicative {
        guard let column = shape.valueColumn else { continue }
        let largest = gateMagnitude(tape.layers[index], layer.shape, column: column, step: step)
        if largest.isFinite { gate = max(gate, largest) }
      }
    }
    let memory = engine.weights
    let weight = Double(memory.view.largestMagnitude)
    let width = Double(layer.shape.hiddenSize)
    return gate * weight
      * (width * operands.state + Double(layer.shape.inputSize) * operands.input + 2)
  }

  /// The largest magnitudes of the state before `step` (from 1) and of what the layer reads there;
  /// a one-hot input is 1.
  private func operands(layer index: Int, step: Int) -> (state: Double, input: Double) {
    let layer = layers[index]
    var (state, input) = (0.0, 1.0)
    for tape in pending.tapes {
      let layerTape = tape.layers[index]
      let previous = layerTape.state(before: step - 1).columns(0..<layer.shape.hiddenSize)
      state = max(state, Double(previous.largestMagnitude))
      if index > 0 {
        let below = tape.layers[index - 1]
        let hidden = below.hiddenStates(layers[index - 1].shape).rows(below.range(ofStep: step - 1))
        input = max(input, Double(hidden.largestMagnitude))
      } else if tape.values.rowCount > 0 {
        let memory = tape.values
        let rows = memory.rows((step - 1) * tape.batchSize..<step * tape.batchSize)
        input = max(input, Double(rows.largestMagnitude))
      }
    }
    return (state, input)
  }

  /// The activation whose derivative was not finite while its value was.
  func derivative() -> DivergenceCause? {
    for (index, layer) in layers.enumerated() {
      for (gate, activation) in zip(layer.shape.gates, layer.cell.activations)
      where activation.isElementwise {
        let columns = gate.activationColumn..<gate.activationColumn + layer.shape.hiddenSize
        let isLost = pending.tapes.contains { tape in
          let memory = tape.layers[index].records
          return !memory.view.columns(columns).largestMagnitude.isFinite
        }
        guard isLost else { continue }
        let bounds = (1...steps).map { bound(layer: index, step: $0) }
        return .activation(
          name: activation.name, layer: index, isDerivative: true, bound: bounds.max() ?? .infinity)
      }
    }
    return nil
  }
}
