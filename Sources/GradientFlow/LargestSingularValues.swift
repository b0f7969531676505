import BLASMatrices
import Recurrent

/// σ_max of each layer's W_hh while it trains, by power iteration that starts where it last ended.
///
///     u = v W,   σ = |u|,   v := u Wᵀ / |u Wᵀ|
///
/// From measurement to measurement W changes little, so that a few iterations follow it (33 in the
/// median from a cold start to 1e-3, for 128 units). For a GRU it is the candidate's block. σ rises
/// to its limit from below; ``WeightSpectrum`` has it exactly.
///
/// Memory is allocated once, and measuring changes nothing but this memory.
public final class LargestSingularValues<Scalar: BLASScalar> {
  /// σ_max by layer, lowest first, as last measured: 0 before; NaN where weights are not finite.
  public private(set) var values: [Double]
  /// How many iterations the last measurement took, over all layers.
  public private(set) var iterations = 0
  private let architecture: RecurrentArchitecture<Scalar>
  /// Where v starts, and starts again after weights that took it to zero or beyond all numbers.
  private let starts: [Matrix<Scalar>]
  /// v and u of each layer, [1 x H].
  private let vectors: [Workspace<Scalar>]
  private let images: [Workspace<Scalar>]

  /// Prepares measurements of networks of `architecture`.
  ///
  /// - Parameters:
  ///   - architecture: the layers.
  ///   - seed: of the vectors that the first measurement starts from.
  public init(_ architecture: RecurrentArchitecture<Scalar>, seed: UInt64 = 0) {
    self.architecture = architecture
    let sizes = architecture.layers.map(\.shape.hiddenSize)
    values = sizes.map { _ in 0 }
    vectors = sizes.map { Workspace(rowCount: 1, columnCount: $0) }
    images = sizes.map { Workspace(rowCount: 1, columnCount: $0) }
    starts = sizes.indices.map { layer in
      var random = KeyedRandom(
        seed: seed, purpose: "largest singular value", index: UInt64(layer))
      return .normal(rowCount: 1, columnCount: sizes[layer], deviation: 1, from: &random)
    }
  }

  /// Measures all layers; the results are in ``values``.
  ///
  /// - Parameters:
  ///   - parameters: the weights to measure.
  ///   - tolerance: stop when an iteration changes σ by less than this share of it.
  ///   - limit: the most iterations for one layer.
  public func measure(
    _ parameters: borrowing ParameterView<Scalar>, tolerance: Double = 1e-5, limit: Int = 200
  ) {
    iterations = 0
    for layer in architecture.layers.indices {
      values[layer] = measure(parameters, layer: layer, tolerance, limit)
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func measure(
    _ parameters: borrowing ParameterView<Scalar>, layer: Int, _ tolerance: Double, _ limit: Int
  ) -> Double {
    let shape = architecture.layers[layer].shape
    let weights = architecture.layers[layer].weights(in: parameters)
    // As it is packed for training: a general product would pack it at every iteration.
    let block = weights.weightHH.columns(shape.columns(ofGate: shape.contentGate))
    let (vectorMemory, imageMemory) = (vectors[layer], images[layer])
    var vector = vectorMemory.mutableView
    var image = imageMemory.mutableView
    let kept = vector.reading.norm(ofRow: 0)
    if kept == 0 || !kept.isFinite {
      let start = starts[layer]
      vector.copy(start.view)
    }
    var last = 0.0
    for _ in 0..<limit {
      iterations += 1
      let length = vector.reading.norm(ofRow: 0)
      guard length.isFinite else { return .nan }
      guard length > 0 else { return last }
      vector.scale(by: Scalar(1 / length))
      image.setProduct(vector.reading, block)
      let value = image.reading.norm(ofRow: 0)
      guard value.isFinite else { return .nan }
      vector.setProduct(image.reading, block.transposed)
      if abs(value - last) <= tolerance * value { return value }
      last = value
    }
    return last
  }
}
