import BLASMatrices
import Recurrent

/// A window in which something went wrong, with everything that tells what.
struct DivergedWindow<Scalar: BLASScalar> {
  let pending: PendingUpdate<Scalar>
  let engine: TrainingEngine<Scalar>
  let history: TrainingHistory
  let configuration: TrainingConfiguration
  let learningRate: Double
  /// Of all weights before the update.
  let weightNorm: Double
  /// How many updates led to the weights.
  let optimizerUpdates: Int
  /// Where it was met.
  let kind: Kind

  /// When a window turned out to have diverged.
  enum Kind {
    /// Before its update.
    case computed
    /// Its update was made, and what came of it was not finite.
    case updated
    /// It is one of held-out data: forward only, with the weights of the last update.
    case heldOut
  }

  var layers: [RecurrentLayer<Scalar>] { pending.architecture.layers }
  var steps: Int { pending.tapes.first?.steps ?? 0 }

  /// The largest |h| of any row of `layer` after each step.
  func hiddenNorms(layer: Int) -> [Double] {
    let shape = layers[layer].shape
    return (0..<steps).map { step in
      pending.tapes.reduce(0.0) { largest, tape in
        let layerTape = tape.layers[layer]
        return Self.largestNorm(
          layerTape.hiddenStates(shape).rows(layerTape.range(ofStep: step)), atLeast: largest)
      }
    }
  }

  /// The largest norm of any row of the cotangent of the preactivations of `layer`, by step.
  func cotangentNorms(layer: Int) -> [Double] {
    (0..<steps).map { step in
      pending.tapes.reduce(0.0) { largest, tape in
        let layerTape = tape.layers[layer]
        return Self.largestNorm(
          layerTape.gatesView.rows(layerTape.range(ofStep: step)), atLeast: largest)
      }
    }
  }

  /// The largest norm of a row, or what is known already; a NaN, once met, stays.
  static func largestNorm(_ rows: Rows<Scalar>, atLeast known: Double) -> Double {
    var largest = known
    for row in 0..<rows.rowCount { largest = larger(largest, rows.norm(ofRow: row)) }
    return largest
  }

  /// The larger norm; a NaN, once met, stays: `max` would pass it over.
  static func larger(_ known: Double, _ norm: Double) -> Double {
    known >= norm || known.isNaN ? known : norm
  }

  /// The first tensor of a flat block that holds a number that is not finite.
  func firstNonFiniteTensor(_ memory: Workspace<Scalar>) -> String? {
    pending.architecture.layout.tensors.first { tensor in
      !memory.view.columns(tensor.range).largestMagnitude.isFinite
    }?.name
  }
}

extension DivergedWindow {
  /// Where the first number that is not finite stood.
  var origin: DivergenceOrigin {
    if kind == .updated {
      if let tensor = firstNonFiniteTensor(engine.weights) { return .update(tensor: tensor) }
      for moment in engine.moments {
        if let tensor = firstNonFiniteTensor(moment) { return .moment(tensor: tensor) }
      }
    }
    if let tensor = firstNonFiniteTensor(engine.weights) { return .weights(tensor: tensor) }
    if let step = firstInput { return .input(step: step) }
    if let state = firstState { return state }
    guard pending.loss.isFinite else { return .loss }
    guard pending.gradientNorm.isFinite else {
      return firstGradient ?? .weightGradient(tensor: firstNonFiniteTensor(engine.gradient))
    }
    return .guardPassed(limit: configuration.lossGuard ?? .infinity)
  }

  private var firstInput: Int? {
    for step in 0..<steps {
      for tape in pending.tapes where tape.values.rowCount > 0 {
        let values = tape.values
        let rows = values.rows(step * tape.batchSize..<(step + 1) * tape.batchSize)
        if !rows.largestMagnitude.isFinite { return step + 1 }
      }
    }
    return nil
  }

  private var firstState: DivergenceOrigin? {
    for step in 0..<steps {
      for (index, layer) in layers.enumerated() {
        for tape in pending.tapes {
          let layerTape = tape.layers[index]
          let hidden = layerTape.hiddenStates(layer.shape).rows(layerTape.range(ofStep: step))
          if !hidden.largestMagnitude.isFinite { return .state(layer: index, step: step + 1) }
        }
      }
    }
    return nil
  }

  private var firstGradient: DivergenceOrigin? {
    for index in layers.indices.reversed() {
      for step in (0..<steps).reversed() {
        for tape in pending.tapes {
          let layerTape = tape.layers[index]
          let gates = layerTape.gatesView.rows(layerTape.range(ofStep: step))
          if !gates.largestMagnitude.isFinite { return .gradient(layer: index, step: step + 1) }
        }
      }
    }
    return nil
  }
}
