/// A loss as a sum and a count, so that parts can be added in a fixed order and divided once.
public struct LossSum: Sendable, Equatable {
  /// The sum of the losses, in nats.
  public var sum: Double
  /// How many losses were summed.
  public var count: Int

  /// A sum of `count` losses.
  public init(sum: Double = 0, count: Int = 0) {
    self.sum = sum
    self.count = count
  }

  /// The mean loss in nats; NaN when nothing was summed.
  public var mean: Double { sum / Double(count) }

  /// Adds another sum.
  public static func += (left: inout LossSum, right: LossSum) {
    left.sum += right.sum
    left.count += right.count
  }
}
