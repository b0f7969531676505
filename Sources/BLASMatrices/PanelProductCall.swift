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
