import LaneMath

/// How noisy the gradient is, from the gradients of the shards that are there anyway.
///
/// The gradient of b rows is the true one plus noise of variance S / b in all, so that
///
///     E |g_b|² = |G|² + S / b
///
/// at two sizes, the shards' and the batch's, gives |G|² and S; their quotient S / |G|² is the
/// batch size at which noise and signal are equal. Far above the batch size: use a larger batch or
/// a smaller learning rate.
///
/// Numerator and denominator are averaged over updates apart, since their quotient is biased; both
/// by exponential moving averages, since the scale grows while the loss falls: after 14 further
/// updates half of what was known is forgotten. One update says little, so that there is no scale
/// before ``leastUpdates``.
///
/// Reference: McCandlish, Kaplan, Amodei et al. 2018, appendix A.1.
public struct GradientNoiseScale: Sendable, Equatable {
  /// With how much of their weight the updates before enter the averages after one more.
  public static let decay = 0.95
  /// Fewer updates have no scale.
  public static let leastUpdates = 5

  private var signal = 0.0
  private var noise = 0.0
  /// The sum of all updates' weights in the averages, 1 after many.
  private var weight = 0.0
  /// How many updates were taken into account.
  public private(set) var updates = 0

  /// Starts without updates.
  public init() {}

  /// Takes one update's gradients into account.
  ///
  /// - Parameters:
  ///   - shardSquares: |g|² of each shard's *mean* gradient.
  ///   - shardSizes: the rows of each shard.
  ///   - batchSquare: |g|² of the batch's mean gradient, before clipping.
  /// - Returns: whether they tell anything: not one shard, nor what is not finite.
  /// - Precondition: every shard has a square and a positive size.
  @discardableResult
  public mutating func add(
    shardSquares: [Double], shardSizes: [Int], batchSquare: Double
  ) -> Bool {
    require(
      shardSquares.count == shardSizes.count && shardSizes.allSatisfy { $0 > 0 },
      "\(shardSquares.count) gradients of \(shardSizes.count) shards")
    // One shard is the batch: there are no two sizes to compare.
    guard shardSizes.count > 1, batchSquare.isFinite, shardSquares.allSatisfy(\.isFinite) else {
      return false
    }
    let count = Double(shardSizes.count)
    let inverseBatch = 1 / Double(shardSizes.reduce(0, +))
    let inverseShard = shardSizes.reduce(0.0) { $0 + 1 / Double($1) } / count
    let shardSquare = shardSquares.reduce(0, +) / count
    let noise = (shardSquare - batchSquare) / (inverseShard - inverseBatch)
    Self.average(&self.noise, noise)
    Self.average(&signal, batchSquare - noise * inverseBatch)
    Self.average(&weight, 1)
    updates += 1
    return true
  }

  private static func average(_ mean: inout Double, _ value: Double) {
    mean = decay * mean + (1 - decay) * value
  }

  /// S: the summed variance of the gradient of one row; nil before there is an update.
  public var noiseVariance: Double? { updates > 0 ? noise / weight : nil }

  /// |G|²: the square of the true gradient; an estimate, which noise can make negative.
  public var signalSquare: Double? { updates > 0 ? signal / weight : nil }

  /// S / |G|², in rows; nil before ``leastUpdates``, and where the signal is lost in the noise.
  public var value: Double? {
    guard updates >= Self.leastUpdates, signal > 0 else { return nil }
    return max(0, noise) / signal
  }

  /// Forgets all updates.
  public mutating func restart() { self = GradientNoiseScale() }
}
