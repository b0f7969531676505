/// A parameter of a catalogue entry.
public struct ActivationParameter: Sendable, Equatable {
  /// The name used in the formula.
  public let name: String

  /// The value where none is written.
  public let defaultValue: Double

  /// Whether it must be above 0; every parameter must be finite.
  public let mustBePositive: Bool

  init(_ name: String, defaultValue: Double, mustBePositive: Bool = false) {
    self.name = name
    self.defaultValue = defaultValue
    self.mustBePositive = mustBePositive
  }

  /// Whether this value may be written.
  func accepts(_ value: Double) -> Bool {
    value.isFinite && (!mustBePositive || value > 0)
  }
}
