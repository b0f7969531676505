/// Why the gradient's memory was measured at an update.
public enum MeasurementReason: String, Codable, CaseIterable, Sendable {
  /// The update's turn had come.
  case schedule
  /// Something happened, such as a gradient far above its running median.
  case event
  /// It was the first update.
  case start
  /// It was the last update.
  case end
}
