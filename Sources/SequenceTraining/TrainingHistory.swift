/// What the last updates looked like, for a divergence report.
///
/// Windows that were skipped made no update and are not in it.
public struct TrainingHistory: Sendable, Equatable {
  /// How many updates are kept.
  public static let capacity = 16

  /// In memory that is allocated once; from `next` on once it is full.
  private var storage: [UpdateNorms] = []
  private var next = 0

  init() { storage.reserveCapacity(Self.capacity) }

  mutating func append(_ update: UpdateNorms) {
    if storage.count < Self.capacity { storage.append(update) } else { storage[next] = update }
    next = (next + 1) % Self.capacity
  }

  /// Forgets the updates after `number`, which were taken back.
  mutating func forget(after number: Int) {
    storage = updates.filter { $0.number <= number }
    storage.reserveCapacity(Self.capacity)
    next = storage.count % Self.capacity
  }

  /// The updates, oldest first.
  var updates: [UpdateNorms] {
    storage.count < Self.capacity ? storage : Array(storage[next...] + storage[..<next])
  }

  /// The numbers of the updates, oldest first.
  public var lastNumbers: [Int] { updates.map(\.number) }

  /// The losses, oldest first.
  public var lastLosses: [Double] { updates.map(\.loss) }

  /// The gradient norms before clipping, oldest first.
  public var lastGradientNorms: [Double] { updates.map(\.gradientNorm) }

  /// The largest |h_T| of any row of the top layer, oldest first.
  public var lastHiddenNorms: [Double] { updates.map(\.hiddenNorm) }

  /// The norms of the cotangent of the top layer's preactivations at the first step of the window,
  /// which has travelled all the way back, oldest first.
  public var lastCotangentNorms: [Double] { updates.map(\.cotangentNorm) }

  /// The norms of all weights before each update, oldest first.
  public var lastWeightNorms: [Double] { updates.map(\.weightNorm) }

  /// What each gradient was multiplied with by clipping, oldest first; 1 where it was not clipped
  /// by norm.
  public var lastClippingFactors: [Double] { updates.map(\.clippingFactor) }
}

/// The numbers of one update that a history keeps.
struct UpdateNorms: Sendable, Equatable {
  /// Which update it was, from 1.
  var number: Int
  var loss: Double
  var gradientNorm: Double
  var hiddenNorm: Double
  var cotangentNorm: Double
  /// Of all weights before the update.
  var weightNorm: Double
  var clippingFactor: Double
}
