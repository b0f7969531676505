/// The cells that a run can be made of.
public enum CellKind: String, Codable, Sendable, CaseIterable {
  /// The simple recurrent cell.
  case elman
  /// The GRU of PyTorch and cuDNN, reset after the product.
  case gru
  /// The GRU of Cho et al. 2014, reset before the product.
  case gruResetBefore = "gru-reset-before"

  /// Whether the cell has reset and update gates.
  public var hasGates: Bool { self != .elman }
}
