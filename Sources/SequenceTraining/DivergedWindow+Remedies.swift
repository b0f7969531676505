import Recurrent

extension DivergedWindow {
  /// What to try against `cause`, the likeliest help first; never none.
  ///
  /// Left out is what the run does already and what cannot have helped it: before the first update
  /// neither a learning rate nor clipping has had an effect.
  func remedies(for cause: DivergenceCause) -> [String] {
    let remedies = candidates(for: cause).compactMap(\.self)
    return remedies.isEmpty ? ["smaller weights to start from"] : remedies
  }

  private func candidates(for cause: DivergenceCause) -> [String?] {
    switch cause {
    case .weights: ["finite weights to start from, such as those of --init orthogonal"]
    case .input: ["data without NaN and infinity", "inputs scaled to about 1"]
    case .activation(let name, let layer, _, _):
      ["tanh or another activation that is finite for every number, in place of \(name)"]
        + [smallerInputs(layer: layer), smallerRate, start]
    case .stateGrowth(let layer, _), .stateRise(let layer, _, _, _), .carriedState(let layer, _):
      hasUpdates
        ? [boundingActivation(layer), smallerRate, clip, start]
        : [start, boundingActivation(layer)]
    case .preactivation(let layer, _, _): [smallerInputs(layer: layer), smallerRate, clip, start]
    case .gradientGrowth:
      (hasUpdates ? [smallerRate, clip, start] : [start]) + [shorterWindow, precision]
    case .explodedGradient: [clip, anyBoundingActivation, smallerRate]
    case .largeUpdates, .learningRate: [smallerRate, clip, anyBoundingActivation]
    case .readout, .product:
      hasUpdates ? [smallerRate, clip, anyBoundingActivation] : [anyBoundingActivation, start]
    case .squaredGradient: [clip, precision, smallerRate, "--optimizer sgd"]
    case .guardBelowStart(let blind): ["a --guard above \(DivergenceCause.short(blind + 1))"]
    case .tightGuard: ["a higher --guard", smallerRate]
    case .lossRise: [smallerRate, clip, "a higher --guard if the loss comes down again by itself"]
    }
  }

  private var hasUpdates: Bool { optimizerUpdates > 0 }

  /// A tenth, or the default where that is smaller still.
  private var smallerRate: String? {
    guard hasUpdates || kind == .updated else { return nil }
    var usual = 0.1
    if case .adam = configuration.optimizer { usual = 2e-3 }
    if case .rmsprop = configuration.optimizer { usual = 2e-3 }
    // Of a rate out of all proportion a tenth is no better.
    let rate = learningRate > 100 * usual ? usual : learningRate / 10
    return "a smaller learning rate, such as --learning-rate \(DivergenceCause.short(rate))"
  }

  /// Clipping, or a tighter one where there is one that is loose.
  private var clip: String? {
    guard hasUpdates || kind == .updated else { return nil }
    switch configuration.clipping {
    case .none: return "--clip norm:1"
    case .norm(let limit): return limit > 1 ? "a tighter --clip, such as norm:1" : nil
    case .value: return "--clip norm:1 in place of clipping by value"
    }
  }

  /// An activation, or for a bounded candidate a gate, that bounds the state of a layer.
  private func boundingActivation(_ index: Int) -> String? {
    let layer = layers[index]
    let gates = zip(layer.shape.gates, layer.cell.activations)
    if gates.contains(where: { !$0.isMultiplicative && !$1.isBounded }) {
      return "--hidden tanh, which bounds the state"
    }
    let isOpen = gates.contains { gate, activation in
      gate.isMultiplicative && (activation.lowerBound < 0 || activation.upperBound > 1)
    }
    return isOpen ? "sigmoid gates, between 0 and 1" : nil
  }

  /// The same for the lowest layer that needs it.
  private var anyBoundingActivation: String? {
    layers.indices.lazy.compactMap(boundingActivation).first
  }

  /// Weights that keep the size of state and gradient, unless the run started with such.
  private var start: String? {
    switch configuration.initialization {
    case .orthogonal(let gain) where gain <= 1: nil
    case .scaledIdentity(let scale) where scale < 1: nil
    case .identity: "--init scaled-identity(0.9)"
    default: "--init orthogonal"
    }
  }

  private var shorterWindow: String? {
    steps > 1 ? "a shorter window, such as --sequence-length \(max(1, steps / 2))" : nil
  }

  private var precision: String? {
    Scalar.self == Double.self ? nil : "--precision double, for numbers up to 1e308"
  }

  private func smallerInputs(layer: Int) -> String? {
    layer == 0 && pending.architecture.inputs == .values ? "inputs scaled to about 1" : nil
  }
}
