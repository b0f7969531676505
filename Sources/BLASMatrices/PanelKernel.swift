/// The routines of products with packed operands, where the machine has them.
///
/// A recurrent step multiplies a few rows with the same weights at every step of a window. BLAS packs
/// its right operand anew in every call; these multiply with weights that have been packed once, see
/// ``WeightPanels``.
public struct PanelKernel<Scalar>: Sendable {
  /// Packs a matrix of [depth x columns] into panels, from strided memory.
  let pack:
    @Sendable (_ matrix: PanelSource<Scalar>, _ panels: UnsafeMutablePointer<Scalar>) -> Void
  /// C := A B or A B + C with a packed B.
  let multiply: @Sendable (_ call: PanelProductCall<Scalar>) -> Void
  /// C := Aᵀ B + C, which packs both operands as it goes.
  let accumulate: @Sendable (_ call: TallProductCall<Scalar>) -> Void

  /// How many scalars the panels of a [depth x columns] matrix take: columns go in blocks of 8.
  static func panelCount(depth: Int, columns: Int) -> Int { depth * ((columns + 7) / 8 * 8) }
}

/// A matrix to be packed: its element (d, j) is at `base[d * rowStride + j * columnStride]`.
struct PanelSource<Scalar> {
  let base: UnsafePointer<Scalar>
  let rowStride: Int
  let columnStride: Int
  let depth: Int
  let columns: Int
}

/// The arguments of one product with a packed right operand.
struct PanelProductCall<Scalar> {
  let rows: Int
  let columns: Int
  let depth: Int
  let left: (base: UnsafePointer<Scalar>, stride: Int)
  let panels: PackedOperand<Scalar>
  let result: (base: UnsafeMutablePointer<Scalar>, stride: Int)
  let keepsResult: Bool
}

/// The arguments of one product Aᵀ B of two tall matrices, A [depth x rows] and B [depth x columns].
struct TallProductCall<Scalar> {
  let rows: Int
  let columns: Int
  let depth: Int
  let left: (base: UnsafePointer<Scalar>, stride: Int)
  let right: (base: UnsafePointer<Scalar>, stride: Int)
  let result: (base: UnsafeMutablePointer<Scalar>, stride: Int)
}

/// Where a packed matrix, or a range of it, lies.
@usableFromInline
struct PackedOperand<Scalar> {
  /// The panel that holds the first column.
  let base: UnsafePointer<Scalar>
  /// The depth of the whole packed matrix, which sets the size of a panel.
  let panelDepth: Int
  /// The first depth of the range.
  let firstDepth: Int
}
