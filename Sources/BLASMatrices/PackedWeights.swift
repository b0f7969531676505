/// Where the panels of a weight matrix W lie, without a reference to who owns them.
///
/// A step's products take ranges of it. A reference would be counted in each of them, and counting
/// one that all threads share takes many times as long as on one thread.
struct PackedWeights<Scalar> {
  /// The rows of W.
  let rowCount: Int
  /// The columns of W.
  let columnCount: Int
  /// W, packed.
  let forward: UnsafePointer<Scalar>
  /// The transpose of W, packed; nil where it is not.
  let backward: UnsafePointer<Scalar>?

  /// W's columns in `range`; nil where no panel starts there or ends with it.
  func columns(_ range: Range<Int>) -> PackedOperand<Scalar>? {
    guard range.lowerBound % Self.panelWidth == 0,
      range.upperBound == columnCount || range.upperBound % Self.panelWidth == 0
    else { return nil }
    return PackedOperand(
      base: forward + range.lowerBound * rowCount, panelDepth: rowCount, firstDepth: 0)
  }

  /// The transpose of W's columns in `range`: a range of its depth; nil where it is not packed.
  func transpose(_ range: Range<Int>) -> PackedOperand<Scalar>? {
    guard let backward else { return nil }
    return PackedOperand(base: backward, panelDepth: columnCount, firstDepth: range.lowerBound)
  }

  private static var panelWidth: Int { 16 }
}
