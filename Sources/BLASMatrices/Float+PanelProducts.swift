internal import CKernels
import LaneMath

/// The products of ``LaneMath/MachineKernels``, where the machine has them.
extension Float: PanelProducts {
  /// Whether the machine has kernels.
  public static var hasPanelProducts: Bool { MachineKernels.areAvailable }

  /// Packs a matrix, in C.
  public static func pack(
    _ source: PanelSource<Float>, into panels: UnsafeMutablePointer<Float>
  ) {
    panel_products_pack(
      source.base, source.rowStride, source.columnStride, source.depth, source.columns, panels)
  }

  /// C := A B or A B + C, in C.
  public static func multiply(_ call: PanelProductCall<Float>) {
    var arguments = panel_product(
      width: width, rows: call.rows, columns: call.columns, depth: call.depth,
      left: call.left.base,
      left_stride: call.left.stride, panels: call.panels.base,
      panel_depth: call.panels.panelDepth, first_depth: call.panels.firstDepth,
      result: call.result.base, result_stride: call.result.stride,
      keeps_result: call.keepsResult)
    panel_products_multiply(&arguments)
  }

  /// C := Aᵀ B + C, in C.
  public static func accumulate(_ call: TallProductCall<Float>) {
    var arguments = tall_product(
      width: width, rows: call.rows, columns: call.columns, depth: call.depth,
      left: call.left.base,
      left_stride: call.left.stride, right: call.right.base,
      right_stride: call.right.stride, result: call.result.base,
      result_stride: call.result.stride)
    panel_products_accumulate(&arguments)
  }

  private static var width: kernel_width {
    guard let width = MachineKernels.code else {
      preconditionFailure("a product with packed operands on a machine that has none")
    }
    return width
  }
}

/// None: products in Double, which serve to check others, are BLAS's.
extension Double: PanelProducts {
  /// False.
  public static var hasPanelProducts: Bool { false }

  /// Never called.
  public static func pack(
    _ source: PanelSource<Double>, into panels: UnsafeMutablePointer<Double>
  ) { refuse() }

  /// Never called.
  public static func multiply(_ call: PanelProductCall<Double>) { refuse() }

  /// Never called.
  public static func accumulate(_ call: TallProductCall<Double>) { refuse() }

  private static func refuse() -> Never {
    preconditionFailure("products in Double have no packed operands")
  }
}
