/// How many rows a measurement leaves out, and why, in a sentence.
public struct ExcludedRowsText: Sendable {
  private let excluded: Int
  private let all: Int

  /// The words for `excluded` rows out of `all`.
  public init(_ excluded: Int, of all: Int) { (self.excluded, self.all) = (excluded, all) }

  /// Such as `2 of 8 rows are left out: ...`; nil where none is.
  public var sentence: String? {
    guard excluded > 0 else { return nil }
    let verb = excluded == 1 ? "is left out: its" : "are left out: their"
    return "\(excluded) of \(all) rows \(verb) loss gradient is exactly 0 (a saturated softmax) or "
      + "not finite."
  }
}
