import BLASMatrices
import RealModule
import Recurrent

/// Growth of a norm beyond this within the history is what made a window diverge.
private let growthBound = 10.0
/// Weights that double within the history were moved too far.
private let weightGrowthBound = 2.0

extension DivergedWindow {
  /// Why the number at `origin` was not finite.
  func cause(of origin: DivergenceOrigin) -> DivergenceCause {
    switch origin {
    case .weights(let tensor): .weights(tensor: tensor)
    case .input: .input
    case .state(let layer, let step):
      activation(layer: layer, step: step) ?? largeUpdates
        ?? .stateGrowth(layer: layer, factor: stateFactor(layer: layer, before: step))
    case .loss: largeUpdates ?? readout
    case .gradient(let layer, let step):
      derivative() ?? largeUpdates
        ?? .gradientGrowth(layer: layer, factor: gradientFactor(layer: layer, after: step))
    case .weightGradient: derivative() ?? largeUpdates ?? product
    case .update: .learningRate(rate: learningRate, norm: pending.gradientNorm)
    case .moment: .squaredGradient(norm: pending.gradientNorm)
    case .guardPassed: largeUpdates ?? growth
    }
  }

  /// The weights moved too far within the history.
  private var largeUpdates: DivergenceCause? {
    let norms = history.lastWeightNorms
    guard let index = norms.indices.max(by: { growthAfter($0) < growthAfter($1) }),
      growthAfter(index) > weightGrowthBound
    else { return nil }
    return .largeUpdates(from: norms[index], to: weightNorm, updates: norms.count - index)
  }

  private func growthAfter(_ index: Int) -> Double { weightNorm / history.lastWeightNorms[index] }

  /// Growth of the state of some layer within the window or the history, for a loss that is finite.
  private var growth: DivergenceCause {
    for layer in layers.indices {
      let norms = hiddenNorms(layer: layer)
      let factor = stateFactor(layer: layer, before: steps + 1)
      let largest = norms.max() ?? 0
      let usual = history.lastHiddenNorms.first ?? .infinity
      if factor > 1, largest > growthBound * min(norms.first ?? .infinity, usual) {
        return .stateGrowth(layer: layer, factor: factor)
      }
    }
    return .none
  }

  /// By how much |h| of `layer` grew a step, from its first norm to the last finite one before `step`
  /// (from 1).
  private func stateFactor(layer: Int, before step: Int) -> Double {
    Self.factor(Array(hiddenNorms(layer: layer).prefix(step - 1)))
  }

  /// By how much the cotangent of `layer` grew with each step back, from the last step down to that
  /// after `step` (from 1).
  private func gradientFactor(layer: Int, after step: Int) -> Double {
    Self.factor(cotangentNorms(layer: layer).dropFirst(step).reversed())
  }

  /// The geometric mean of the ratios of neighbours; infinite where one norm says nothing of growth.
  private static func factor(_ norms: [Double]) -> Double {
    guard let first = norms.firstIndex(where: { $0 > 0 && $0.isFinite }),
      let last = norms.lastIndex(where: { $0 > 0 && $0.isFinite }), last > first
    else { return .infinity }
    return Double.exp((Double.log(norms[last]) - Double.log(norms[first])) / Double(last - first))
  }

  private var readout: DivergenceCause {
    let tensor = pending.architecture.layout.tensors.first { $0.name == "readout.weight" }
    let memory = engine.weights
    let weights = memory.view.columns(tensor?.range ?? 0..<0)
    return .readout(
      hidden: hiddenNorms(layer: layers.count - 1).max() ?? 0,
      weight: Double(weights.largestMagnitude))
  }

  /// Magnitudes and not norms, which may overflow where the numbers do not.
  private var product: DivergenceCause {
    var (hidden, cotangent) = (0.0, 0.0)
    for tape in pending.tapes {
      for (layer, layerTape) in zip(layers, tape.layers) {
        hidden = max(hidden, Double(layerTape.hiddenStates(layer.shape).largestMagnitude))
        cotangent = max(cotangent, Double(layerTape.gatesView.largestMagnitude))
      }
    }
    return .product(hidden: hidden, cotangent: cotangent)
  }
}

extension DivergedWindow {
  /// The activation that made a state that is not finite from moderate numbers.
  ///
  /// The preactivations are gone; but they are bounded by the largest weights, inputs and states
  /// that they were made of. Where even the square of the bound is finite, no sum overflowed: the
  /// activation did it.
  private func activation(layer index: Int, step: Int) -> DivergenceCause? {
    let layer = layers[index]
    guard bound(layer: index, step: step) < Double(Scalar.greatestFiniteMagnitude).squareRoot()
    else { return nil }
    for (gate, activation) in zip(layer.shape.gates, layer.cell.activations) {
      // Without a column of its own the value is the state itself.
      guard let column = gate.valueColumn else {
        return .activation(name: activation.name, layer: index, isDerivative: false)
      }
      let isLost = pending.tapes.contains { tape in
        let layerTape = tape.layers[index]
        let records = layerTape.records
        let values = records.rows(layerTape.range(ofStep: step - 1))
          .columns(column..<column + layer.shape.hiddenSize)
        return !values.largestMagnitude.isFinite
      }
      if isLost { return .activation(name: activation.name, layer: index, isDerivative: false) }
    }
    return nil
  }

  /// An upper bound of the magnitude of the preactivations of a layer at `step` (from 1).
  private func bound(layer index: Int, step: Int) -> Double {
    let layer = layers[index]
    var (state, input, gate) = (0.0, 1.0, 1.0)
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
      for shape in layer.shape.gates where shape.isMultiplicative {
        guard let column = shape.valueColumn else { continue }
        let records = layerTape.records
        let values = records.rows(layerTape.range(ofStep: step - 1))
          .columns(column..<column + layer.shape.hiddenSize)
        let largest = Double(values.largestMagnitude)
        if largest.isFinite { gate = max(gate, largest) }
      }
    }
    let memory = engine.weights
    let weight = Double(memory.view.largestMagnitude)
    let width = Double(layer.shape.hiddenSize)
    return gate * weight * (width * state + Double(layer.shape.inputSize) * input + 2)
  }

  /// The activation whose derivative was not finite while its value was.
  private func derivative() -> DivergenceCause? {
    for (index, layer) in layers.enumerated() {
      for (gate, activation) in zip(layer.shape.gates, layer.cell.activations)
      where activation.isElementwise {
        let columns = gate.activationColumn..<gate.activationColumn + layer.shape.hiddenSize
        let isLost = pending.tapes.contains { tape in
          let memory = tape.layers[index].records
          return !memory.view.columns(columns).largestMagnitude.isFinite
        }
        if isLost { return .activation(name: activation.name, layer: index, isDerivative: true) }
      }
    }
    return nil
  }
}
