/// How the recurrent part of a gate's preactivation meets the input part.
public enum GateCoupling: Sendable, Equatable {
  /// The two enter only as their sum, so that their cotangents are equal.
  case summed
  /// The cell treats them apart (the candidate of a reset-after GRU): the step adds `biasHH`
  /// itself, and the pullback writes two different cotangents.
  case separate
}

/// What one gate of a cell is called and where the tape keeps what is known of it.
public struct GateShape: Sendable, Equatable {
  /// The gate's name: "hidden", "reset", "update", "candidate".
  public var name: String
  /// Whether its two preactivation parts enter as a sum.
  public var coupling: GateCoupling
  /// Whether the gate multiplies (reset, update: a value in [0, 1] is meant) or is the new content.
  public var isMultiplicative: Bool
  /// The first of the H record columns that hold the record of its activation.
  public var activationColumn: Int
  /// The first of the H record columns that hold its value, or nil where the value is the state.
  public var valueColumn: Int?

  /// Gathers the description of a gate.
  public init(
    name: String, coupling: GateCoupling = .summed, isMultiplicative: Bool = false,
    activationColumn: Int, valueColumn: Int? = nil
  ) {
    self.name = name
    self.coupling = coupling
    self.isMultiplicative = isMultiplicative
    self.activationColumn = activationColumn
    self.valueColumn = valueColumn
  }
}
