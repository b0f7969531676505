import BLASMatrices
import RealModule
import Recurrent

/// Growth of a norm beyond this is what made a window diverge.
private let growthBound = 10.0

extension DivergedWindow {
  /// Why the number at `origin` was not finite, or why the loss passed the guard.
  func cause(of origin: DivergenceOrigin) -> DivergenceCause {
    switch origin {
    case .weights(let tensor): .weights(tensor: tensor)
    case .input: .input
    case .state(let layer, let step):
      activation(layer: layer, step: step) ?? weightGrowth ?? growth(before: step, below: layer + 1)
        ?? rise(layer: layer, before: step) ?? preactivation(layer: layer, step: step)
    case .loss: weightGrowth ?? growth(before: steps + 1, below: layers.count) ?? readout
    case .gradient(let layer, let step):
      derivative() ?? weightGrowth ?? gradientGrowth(after: step, above: layer) ?? readout
    case .weightGradient: derivative() ?? weightGrowth ?? product
    case .update:
      weightGrowth ?? .learningRate(rate: learningRate, norm: pending.gradientNorm)
    case .moment: moment
    case .guardPassed(let limit): guardCause(limit: limit)
    }
  }

  /// Momentum sums gradients, every other memory their squares.
  private var moment: DivergenceCause {
    guard case .sgd = configuration.optimizer else {
      return .squaredGradient(norm: pending.gradientNorm)
    }
    return gradientGrowth(after: 0, above: 0)
      ?? .learningRate(rate: learningRate, norm: pending.gradientNorm)
  }

  /// Growth of a state within the window up to `step` (from 1), of the lowest of the first `count`
  /// layers that has it: what is above is driven by it.
  func growth(before step: Int, below count: Int) -> DivergenceCause? {
    for layer in 0..<count where !isWithinBounds(layer: layer, before: step) {
      let norms = [initialNorm(layer: layer)] + hiddenNorms(layer: layer).prefix(step - 1)
      guard let factor = Self.factor(norms) else { continue }
      return .stateGrowth(layer: layer, factor: factor)
    }
    return nil
  }

  /// Growth of the state that is carried over, of which the history knows the top layer's.
  func rise(layer: Int, before step: Int) -> DivergenceCause? {
    guard !isWithinBounds(layer: layer, before: step) else { return nil }
    // Its first window starts at zero, and the history is one of other windows.
    if kind == .heldOut {
      let norm = initialNorm(layer: layer)
      return norm > 0 ? .carriedState(layer: layer, norm: norm) : nil
    }
    guard layer == layers.count - 1 else { return nil }
    let largest =
      ([initialNorm(layer: layer)] + hiddenNorms(layer: layer).prefix(step - 1))
      .filter(\.isFinite).max() ?? 0
    let norms = history.lastHiddenNorms
    guard let index = norms.lastIndex(where: { $0 > 0 && largest / $0 > growthBound })
    else { return nil }
    return .stateRise(
      layer: layer, from: norms[index], to: largest, updates: norms.count - index)
  }

  /// Growth of the gradient on its way from the last step down to that after `step` (from 1), of
  /// the highest layer that has it, down to `layer`: what is below is driven by it.
  private func gradientGrowth(after step: Int, above layer: Int) -> DivergenceCause? {
    for index in (layer..<layers.count).reversed() {
      let norms = Array(cotangentNorms(layer: index).dropFirst(step).reversed())
      guard let factor = Self.factor(norms) else { continue }
      return .gradientGrowth(layer: index, factor: factor)
    }
    return nil
  }

  /// The geometric mean of the ratios of neighbours up to the largest of the norms; nil where that
  /// is no growth to speak of.
  private static func factor(_ norms: [Double]) -> Double? {
    let isKnown = { (norm: Double) in norm > 0 && norm.isFinite }
    guard let first = norms.firstIndex(where: isKnown),
      let last = norms.indices.filter({ isKnown(norms[$0]) }).max(by: { norms[$0] < norms[$1] }),
      norms[last] / norms[first] > growthBound
    else { return nil }
    return Double.exp((Double.log(norms[last]) - Double.log(norms[first])) / Double(last - first))
  }

  /// Whether the state of `layer` before `step` (from 1) is where its activation keeps it, so that
  /// it cannot have exploded: what the activation declares, held against what the window shows.
  private func isWithinBounds(layer index: Int, before step: Int) -> Bool {
    let layer = layers[index]
    var bound = 0.0
    for (gate, activation) in zip(layer.shape.gates, layer.cell.activations)
    where !gate.isMultiplicative {
      bound = max(bound, max(abs(activation.lowerBound), abs(activation.upperBound)))
    }
    let largest = pending.tapes.reduce(0.0) { largest, tape in
      let layerTape = tape.layers[index]
      return (0..<step).reduce(largest) { largest, step in
        let state = layerTape.state(before: step).columns(0..<layer.shape.hiddenSize)
        return max(largest, Double(state.largestMagnitude))
      }
    }
    // Rounding may pass a bound.
    return bound.isFinite && largest <= bound * (1 + 1e-3)
  }

  /// The largest norm of the state before the window of any row of `layer`.
  private func initialNorm(layer: Int) -> Double {
    pending.tapes.reduce(0.0) { largest, tape in
      let layerTape = tape.layers[layer]
      return Self.largestNorm(
        layerTape.state(before: 0).columns(0..<layers[layer].shape.hiddenSize), atLeast: largest)
    }
  }

  var readout: DivergenceCause {
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
