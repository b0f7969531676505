import BLASMatrices

/// The weights of a network that meet a few rows at every step, packed for products with them.
///
/// The recurrent weights of every layer and the readout's. Whoever changes the parameters packs
/// anew before the next pass: a trainer does once per update.
public final class ParameterPanels<Scalar: BLASScalar>: Sendable {
  /// By tensor of the layout; nil for tensors that are not packed.
  private let panels: [WeightPanels<Scalar>?]
  private let packed: [Int]
  private let isForwardOnly: Bool

  /// Allocates panels for the weights of `architecture`.
  ///
  /// - Parameters:
  ///   - architecture: the network's layers.
  ///   - isForwardOnly: whether no backward pass will use them, which needs the transposes: half
  ///     the memory and less than half the packing.
  /// - Returns: nil where the machine has no kernel for them, see `BLASMatrices.PanelProducts`.
  public init?(_ architecture: RecurrentArchitecture<Scalar>, isForwardOnly: Bool = false) {
    guard Scalar.hasPanelProducts else { return nil }
    self.isForwardOnly = isForwardOnly
    packed = architecture.layers.map(\.recurrentTensor) + [architecture.readout.weightTensor]
    let packed = packed
    panels = architecture.layout.tensors.indices.map { index in
      let tensor = architecture.layout.tensors[index]
      return packed.contains(index)
        ? WeightPanels(
          rowCount: tensor.rowCount, columnCount: tensor.columnCount, hasTranspose: !isForwardOnly)
        : nil
    }
  }

  /// How many parts the packing has, for threads to share.
  public var partCount: Int { isForwardOnly ? packed.count : 2 * packed.count }

  /// Packs one part of `parameters`: a tensor, or the transpose of one.
  ///
  /// - Precondition: `part` is in `0..<partCount`, and the parameters are of the architecture.
  public func pack(_ parameters: borrowing ParameterView<Scalar>, part: Int) {
    let index = packed[part % packed.count]
    guard let panels = panels[index] else { return }
    if part < packed.count {
      panels.pack(parameters.matrix(index))
    } else {
      panels.packTransposed(parameters.matrix(index))
    }
  }

  /// Packs all of `parameters`.
  public func pack(_ parameters: borrowing ParameterView<Scalar>) {
    for part in 0..<partCount { pack(parameters, part: part) }
  }

  subscript(tensor: Int) -> WeightPanels<Scalar>? { panels[tensor] }
}
