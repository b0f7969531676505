/// What the last windows looked like, for a divergence report.
public struct TrainingHistory: Sendable, Equatable {
  /// How many updates are kept.
  public static let capacity = 16

  private var losses = RingBuffer(capacity: Self.capacity)
  private var norms = RingBuffer(capacity: Self.capacity)
  private var hidden = RingBuffer(capacity: Self.capacity)
  private var cotangents = RingBuffer(capacity: Self.capacity)
  private var weights = RingBuffer(capacity: Self.capacity)
  private var clippings = RingBuffer(capacity: Self.capacity)

  init() {}

  mutating func append(_ update: UpdateNorms) {
    losses.append(update.loss)
    norms.append(update.gradientNorm)
    hidden.append(update.hiddenNorm)
    cotangents.append(update.cotangentNorm)
    weights.append(update.weightNorm)
    clippings.append(update.clippingFactor)
  }

  /// The losses, oldest first.
  public var lastLosses: [Double] { losses.values }

  /// The gradient norms before clipping, oldest first.
  public var lastGradientNorms: [Double] { norms.values }

  /// The largest |h_T| of any row of the top layer, oldest first.
  public var lastHiddenNorms: [Double] { hidden.values }

  /// The norms of the cotangent of the top layer's preactivations at the first step of the window,
  /// which has travelled all the way back, oldest first.
  public var lastCotangentNorms: [Double] { cotangents.values }

  /// The norms of all weights before each update, oldest first.
  public var lastWeightNorms: [Double] { weights.values }

  /// What each gradient was multiplied with by clipping, oldest first; 1 where it was not clipped by
  /// norm.
  public var lastClippingFactors: [Double] { clippings.values }
}

/// The numbers of one update that a history keeps.
struct UpdateNorms {
  var loss: Double
  var gradientNorm: Double
  var hiddenNorm: Double
  var cotangentNorm: Double
  /// Of all weights before the update.
  var weightNorm: Double
  var clippingFactor: Double
}

/// The last few of a run of numbers, in memory that is allocated once.
struct RingBuffer: Sendable, Equatable {
  private var storage: [Double] = []
  private var next = 0
  private let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    storage.reserveCapacity(capacity)
  }

  mutating func append(_ value: Double) {
    if storage.count < capacity { storage.append(value) } else { storage[next] = value }
    next = (next + 1) % capacity
  }

  /// The numbers, oldest first.
  var values: [Double] {
    storage.count < capacity ? storage : Array(storage[next...] + storage[..<next])
  }
}
