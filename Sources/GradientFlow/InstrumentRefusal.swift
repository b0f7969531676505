/// Why an instrument gives no number.
public enum InstrumentRefusal: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is measured holds an infinity or a NaN.
  case notFinite(instrument: String, what: String)
  /// The window is shorter than the instrument needs.
  case tooFewSteps(instrument: String, needed: Int, found: Int)

  /// One sentence with the remedy.
  public var description: String {
    switch self {
    case .notFinite(let instrument, let what):
      "No \(instrument): \(what) is not finite; measure before the divergence."
    case .tooFewSteps(let instrument, let needed, let found):
      "No \(instrument): a window of \(found) steps is too short, give it at least \(needed)."
    }
  }
}
