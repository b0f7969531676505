/// The losses and gradient norms of the last updates, for a divergence report.
public struct TrainingHistory: Sendable, Equatable {
  /// How many updates are kept.
  public static let capacity = 16

  private var losses = RingBuffer(capacity: Self.capacity)
  private var norms = RingBuffer(capacity: Self.capacity)

  init() {}

  mutating func append(loss: Double, gradientNorm: Double) {
    losses.append(loss)
    norms.append(gradientNorm)
  }

  /// The losses, oldest first.
  public var lastLosses: [Double] { losses.values }

  /// The gradient norms before clipping, oldest first.
  public var lastGradientNorms: [Double] { norms.values }
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
