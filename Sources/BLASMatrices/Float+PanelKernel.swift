internal import CKernels
import LaneMath

extension Float {
  /// The products of ``LaneMath/MachineKernels``, where the machine has them.
  public static var panelKernel: PanelKernel<Float>? { available }

  private static let available: PanelKernel<Float>? = {
    guard let width = MachineKernels.code else { return nil }
    return PanelKernel(
      pack: { source, panels in
        panel_products_pack(
          source.base, source.rowStride, source.columnStride, source.depth, source.columns, panels)
      },
      multiply: { call in
        var arguments = panel_product(
          width: width, rows: call.rows, columns: call.columns, depth: call.depth,
          left: call.left.base,
          left_stride: call.left.stride, panels: call.panels.base,
          panel_depth: call.panels.panelDepth, first_depth: call.panels.firstDepth,
          result: call.result.base, result_stride: call.result.stride,
          keeps_result: call.keepsResult)
        panel_products_multiply(&arguments)
      },
      accumulate: { call in
        var arguments = tall_product(
          width: width, rows: call.rows, columns: call.columns, depth: call.depth,
          left: call.left.base, left_stride: call.left.stride, right: call.right.base,
          right_stride: call.right.stride, result: call.result.base,
          result_stride: call.result.stride)
        panel_products_accumulate(&arguments)
      })
  }()
}

extension Double {
  /// None: products in Double, which serve to check others, are BLAS's.
  public static var panelKernel: PanelKernel<Double>? { nil }
}
