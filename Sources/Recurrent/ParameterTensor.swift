/// One tensor of a parameter block: its name, its shape as stored, and where it starts.
public struct ParameterTensor: Sendable, Equatable {
  /// PyTorch's name, such as `rnn.weight_hh_l0`.
  public let name: String
  /// Rows as stored, [in x out], the transpose of PyTorch's matrix; a bias is one row.
  public let rowCount: Int
  /// Columns as stored.
  public let columnCount: Int
  /// The index of the first element in the block.
  public let offset: Int

  /// The number of elements.
  public var count: Int { rowCount * columnCount }

  /// The elements of the block that belong to this tensor.
  public var range: Range<Int> { offset..<offset + count }

  /// Whether it is a bias, which PyTorch stores as a vector.
  public var isBias: Bool { rowCount == 1 && name.contains("bias") }
}
