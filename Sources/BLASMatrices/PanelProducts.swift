/// Products with packed operands, which a machine may have.
///
/// A recurrent step multiplies a few rows with the same weights at every step of a window. BLAS
/// packs its right operand anew in every call; these multiply with weights that have been packed
/// once, see ``WeightPanels``. They are static functions and no closures in a value: those count
/// references to what they hold, in every product and, where threads share it, across cores.
public protocol PanelProducts {
  /// Whether the machine has them; else BLAS does all products, and nobody calls the others.
  static var hasPanelProducts: Bool { get }

  /// Packs a matrix of [depth x columns] into panels, from strided memory.
  static func pack(_ source: PanelSource<Self>, into panels: UnsafeMutablePointer<Self>)

  /// C := A B or A B + C with a packed B.
  static func multiply(_ call: PanelProductCall<Self>)

  /// C := Aᵀ B + C, which packs both operands as it goes.
  static func accumulate(_ call: TallProductCall<Self>)
}

/// A matrix to be packed: its element (d, j) is at `base[d * rowStride + j * columnStride]`.
public struct PanelSource<Scalar> {
  let base: UnsafePointer<Scalar>
  let rowStride: Int
  let columnStride: Int
  let depth: Int
  let columns: Int
}

/// The arguments of one product with a packed right operand.
public struct PanelProductCall<Scalar> {
  let rows: Int
  let columns: Int
  let depth: Int
  let left: (base: UnsafePointer<Scalar>, stride: Int)
  let panels: PackedOperand<Scalar>
  let result: (base: UnsafeMutablePointer<Scalar>, stride: Int)
  let keepsResult: Bool
}

/// The arguments of one product Aᵀ B of two tall matrices, A [depth x rows] and B [depth x
/// columns].
public struct TallProductCall<Scalar> {
  let rows: Int
  let columns: Int
  let depth: Int
  let left: (base: UnsafePointer<Scalar>, stride: Int)
  let right: (base: UnsafePointer<Scalar>, stride: Int)
  let result: (base: UnsafeMutablePointer<Scalar>, stride: Int)
}

/// Where a packed matrix, or a range of it, lies.
struct PackedOperand<Scalar> {
  /// The panel that holds the first column.
  let base: UnsafePointer<Scalar>
  /// The depth of the whole packed matrix, which sets the size of a panel.
  let panelDepth: Int
  /// The first depth of the range.
  let firstDepth: Int
}
