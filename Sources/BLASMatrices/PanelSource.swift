/// A matrix to be packed: its element (d, j) is at `base[d * rowStride + j * columnStride]`.
public struct PanelSource<Scalar> {
  let base: UnsafePointer<Scalar>
  let rowStride: Int
  let columnStride: Int
  let depth: Int
  let columns: Int
}
