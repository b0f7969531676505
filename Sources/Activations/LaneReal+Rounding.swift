import LaneMath

extension LaneReal {
  /// The greatest number that is not above `value`: x > value exactly where x > this.
  init(roundedDown value: Double) {
    let nearest = Self(value)
    self = Double(nearest) > value ? nearest.nextDown : nearest
  }

  /// The least number that is not below `value`: x < value exactly where x < this.
  init(roundedUp value: Double) {
    let nearest = Self(value)
    self = Double(nearest) < value ? nearest.nextUp : nearest
  }

  /// A number as the sum of two, because one `Float` would lose half of its digits.
  static func parts(of value: Double) -> (high: Self, low: Self) {
    let high = Self(value)
    return (high, Self(value - Double(high)))
  }
}
