/// What mean-field theory needs of f where the preactivations have variance q.
public struct MeanFieldMoments: Equatable, Sendable {
  /// E[f(√q z)²], the size of the hidden state; infinite where it diverges.
  public let secondMoment: Double

  /// E[f'(√q z)²]; jumps have no part in it, as they have none in a gradient.
  public let squaredSlope: Double
}
