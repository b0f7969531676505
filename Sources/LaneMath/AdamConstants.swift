/// Adam's numbers for one update: m := β₁ m + (1 - β₁) g, v := β₂ v + (1 - β₂) g²,
/// p := λ p - η m / (√v s + ε) with g the gradient times a factor, and its magnitude limited.
///
/// Kingma and Ba 2015; with λ below 1 AdamW.
public struct AdamConstants<Scalar: Sendable>: Sendable {
  /// What the gradient is multiplied with.
  public var factor: Scalar
  /// The limit of the product's magnitude.
  public var limit: Scalar
  /// β₁.
  public var keepFirst: Scalar
  /// 1 - β₁.
  public var addFirst: Scalar
  /// β₂.
  public var keepSecond: Scalar
  /// 1 - β₂.
  public var addSecond: Scalar
  /// η, with the first moment's bias taken out.
  public var rate: Scalar
  /// s: takes the second moment's bias out.
  public var secondScale: Scalar
  /// ε.
  public var epsilon: Scalar
  /// λ.
  public var shrink: Scalar

  /// The numbers of one update.
  public init(
    factor: Scalar, limit: Scalar, keepFirst: Scalar, addFirst: Scalar, keepSecond: Scalar,
    addSecond: Scalar, rate: Scalar, secondScale: Scalar, epsilon: Scalar, shrink: Scalar
  ) {
    self.factor = factor
    self.limit = limit
    self.keepFirst = keepFirst
    self.addFirst = addFirst
    self.keepSecond = keepSecond
    self.addSecond = addSecond
    self.rate = rate
    self.secondScale = secondScale
    self.epsilon = epsilon
    self.shrink = shrink
  }
}
