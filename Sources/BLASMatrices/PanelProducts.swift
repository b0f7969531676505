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
