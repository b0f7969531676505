/// Where a packed matrix, or a range of it, lies.
struct PackedOperand<Scalar> {
  /// The panel that holds the first column.
  let base: UnsafePointer<Scalar>
  /// The depth of the whole packed matrix, which sets the size of a panel.
  let panelDepth: Int
  /// The first depth of the range.
  let firstDepth: Int
}
