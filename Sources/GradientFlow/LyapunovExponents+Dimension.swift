extension LyapunovExponents {
  /// How many exponents are minus infinity.
  public var vanishedCount: Int { values.count { $0 == -.infinity } }

  /// Whether these are all N exponents.
  public var isComplete: Bool { values.count == stateSize }

  /// The entropy rate, in nats per step: the sum of the positive exponents (Pesin).
  ///
  /// Nil where the last exponent measured is still positive and there are more.
  public var entropy: Double? {
    guard isComplete || (values.last ?? 0) <= 0 else { return nil }
    return values.reduce(0) { $0 + max(0, $1) }
  }

  /// The Kaplan-Yorke dimension of the attractor.
  ///
  ///     D = j + (λ_1 + ... + λ_j) / |λ_(j+1)|,   j the largest index with λ_1 + ... + λ_j ≥ 0
  ///
  /// 0 where λ_1 < 0, N where the sum of all is not negative; nil where more exponents would be
  /// needed to tell.
  ///
  /// Reference: Kaplan and Yorke 1979.
  public var kaplanYorkeDimension: Double? {
    var sum = 0.0
    for (index, value) in values.enumerated() {
      guard sum + value >= 0 else { return Double(index) + sum / abs(value) }
      sum += value
    }
    return isComplete ? Double(stateSize) : nil
  }
}
