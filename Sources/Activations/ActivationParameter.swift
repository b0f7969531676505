/// A parameter of a catalogue entry.
public struct ActivationParameter: Sendable, Equatable {
  /// The name used in the formula.
  public let name: String

  /// The value where none is written.
  public let defaultValue: Double

  /// Whether it must be above 0.
  public let mustBePositive: Bool

  init(_ name: String, defaultValue: Double, mustBePositive: Bool = false) {
    self.name = name
    self.defaultValue = defaultValue
    self.mustBePositive = mustBePositive
  }

  /// What may be written: within a million, and where it must be positive no less than a millionth.
  ///
  /// Far beyond, a `Float` would have no room for what the formulas make of it.
  public var range: ClosedRange<Double> { Self.range(mustBePositive: mustBePositive) }

  static func range(mustBePositive: Bool) -> ClosedRange<Double> {
    mustBePositive ? 1e-6...1e6 : -1e6...1e6
  }

  /// Whether this value may be written.
  func accepts(_ value: Double) -> Bool { range.contains(value) }
}
