internal import CPanelProducts

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Float {
  /// Kernels for AVX2 with FMA, chosen when the process starts to use them.
  ///
  /// `RNN_KERNELS=blas` in the environment does without them; the bits of a run depend on it.
  public static var panelKernel: PanelKernel<Float>? { available }

  private static let available: PanelKernel<Float>? = {
    if let choice = getenv("RNN_KERNELS"), String(cString: choice) == "blas" { return nil }
    guard panel_products_available() else { return nil }
    return PanelKernel(
      pack: { source, panels in
        panel_products_pack(
          source.base, source.rowStride, source.columnStride, source.depth, source.columns, panels)
      },
      multiply: { call in
        var arguments = panel_product(
          rows: call.rows, columns: call.columns, depth: call.depth, left: call.left.base,
          left_stride: call.left.stride, panels: call.panels.base,
          panel_depth: call.panels.panelDepth, first_depth: call.panels.firstDepth,
          result: call.result.base, result_stride: call.result.stride,
          keeps_result: call.keepsResult)
        panel_products_multiply(&arguments)
      })
  }()
}

extension Double {
  /// None: products in Double, which serve to check others, are BLAS's.
  public static var panelKernel: PanelKernel<Double>? { nil }
}
